package io.skerry.machine.process;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;

/** Sends SIGKILL; to a group in one call, which no fork can outrun. */
public final class Signals {

    private static final int SIGKILL = 9;
    private static final MethodHandle KILL = kill();

    private Signals() {}

    /** Kills one process. */
    public static void killProcess(int pid) {
        send(require(pid));
    }

    /** Kills every process of a group. */
    public static void killGroup(int group) {
        send(-require(group));
    }

    /** 0, 1 and negative numbers mean "everybody" to the system. */
    private static int require(int pid) {
        if (pid <= 1) {
            throw new IllegalArgumentException("no process of ours: " + pid);
        }
        return pid;
    }

    private static void send(int target) {
        try {
            var _ = (int) KILL.invokeExact(target, SIGKILL);
        } catch (Throwable e) {
            throw new IllegalStateException("kill(2) cannot be called", e);
        }
    }

    @SuppressWarnings("restricted")
    private static MethodHandle kill() {
        var linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().findOrThrow("kill"), FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));
    }
}
