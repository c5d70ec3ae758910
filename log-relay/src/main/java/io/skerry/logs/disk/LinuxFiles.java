package io.skerry.logs.disk;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.util.Locale;

/** The calls of the C library that the JDK has no word for; each leaves its error number in the segment given to it. */
final class LinuxFiles {

    private static final int READ_WRITE_NO_FOLLOW_CLOSE_ON_EXEC = 02 | 0400000 | 02000000;
    private static final boolean AVAILABLE =
            System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux")
                    && System.getProperty("os.arch").contains("64");
    private static final Linker.Option ERROR = Linker.Option.captureCallState("errno");
    private static final VarHandle ERROR_NUMBER =
            Linker.Option.captureStateLayout().varHandle(MemoryLayout.PathElement.groupElement("errno"));

    private LinuxFiles() {}

    static boolean available() {
        return AVAILABLE;
    }

    static MemorySegment errorIn(Arena arena) {
        return arena.allocate(Linker.Option.captureStateLayout());
    }

    static int number(MemorySegment error) {
        return (int) ERROR_NUMBER.get(error, 0L);
    }

    static int open(MemorySegment error, MemorySegment path) {
        try {
            return (int) Calls.OPEN.invokeExact(error, path, READ_WRITE_NO_FOLLOW_CLOSE_ON_EXEC);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    static void close(MemorySegment error, int descriptor) {
        try {
            int ignored = (int) Calls.CLOSE.invokeExact(error, descriptor);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    static int fallocate(MemorySegment error, int descriptor, int mode, long offset, long length) {
        try {
            return (int) Calls.FALLOCATE.invokeExact(error, descriptor, mode, offset, length);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    static long seek(MemorySegment error, int descriptor, long offset, int whence) {
        try {
            return (long) Calls.SEEK.invokeExact(error, descriptor, offset, whence);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /** Linked on first use, so that a system without these calls can still load the class around them. */
    private static final class Calls {

        static final MethodHandle OPEN =
                call("open", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT));
        static final MethodHandle CLOSE =
                call("close", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
        static final MethodHandle FALLOCATE = call(
                "fallocate",
                FunctionDescriptor.of(
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_LONG,
                        ValueLayout.JAVA_LONG));
        static final MethodHandle SEEK = call(
                "lseek",
                FunctionDescriptor.of(
                        ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT));

        /** Every Skerry process is started with leave to call the C library. */
        @SuppressWarnings("restricted")
        private static MethodHandle call(String name, FunctionDescriptor shape) {
            var linker = Linker.nativeLinker();
            return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), shape, ERROR);
        }
    }
}
