package io.skerry.machine.disk;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.ByteArrayOutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What the kernel says of files: the JDK tells neither how many blocks one has nor, without a map for each, how many names. Used by one
 * thread at a time.
 */
final class FileStat {

    private static final int HERE = -100;
    private static final int NO_FOLLOW = 0x100;
    private static final int NO_AUTOMOUNT = 0x800;
    private static final int BASIC = 0x7ff;
    private static final int STATX_BYTES = 256;
    private static final int LONGEST_PATH = 4096;
    private static final int BLOCK = 512;
    private static final int TYPE = 0xf000;
    private static final int DIRECTORY = 0x4000;
    private static final int REGULAR = 0x8000;

    /** Every Skerry process is started with leave to call the C library. */
    private static final MethodHandle STATX = statx();

    private final MemorySegment path = Arena.ofAuto().allocate(LONGEST_PATH);
    private final MemorySegment answer = Arena.ofAuto().allocate(STATX_BYTES, Long.BYTES);

    /** Which file it is, whatever it is called. */
    record Key(long device, long inode) {}

    /**
     * One file.
     *
     * @param names how many it has; 0 when it lives on only because somebody has it open
     * @param bytes that the disk holds for it: what was never written takes none
     */
    record Found(Key key, int names, long bytes, boolean directory, boolean regular) {}

    /** A file, or a link itself; empty if it is not there or may not be looked at. */
    Optional<Found> of(Path file) {
        return ask(file, NO_FOLLOW);
    }

    /** What a link leads to. */
    Optional<Found> behind(Path link) {
        return ask(link, 0);
    }

    private Optional<Found> ask(Path file, int flags) {
        var name = bytes(file);
        if (name.length >= LONGEST_PATH) {
            return Optional.empty();
        }
        MemorySegment.copy(name, 0, path, JAVA_BYTE, 0, name.length);
        path.set(JAVA_BYTE, name.length, (byte) 0);
        try {
            var failed = (int) STATX.invokeExact(HERE, path, flags | NO_AUTOMOUNT, BASIC, answer) != 0;
            return failed ? Optional.empty() : Optional.of(found());
        } catch (Throwable e) {
            throw new IllegalStateException("statx(2) cannot be called", e);
        }
    }

    /** The layout of {@code struct statx} is the same on every machine. */
    private Found found() {
        var type = answer.get(JAVA_SHORT, 28) & TYPE;
        var device = ((long) answer.get(JAVA_INT, 136) << Integer.SIZE) | answer.get(JAVA_INT, 140);
        return new Found(
                new Key(device, answer.get(JAVA_LONG, 32)),
                answer.get(JAVA_INT, 16),
                answer.get(JAVA_LONG, 48) * BLOCK,
                type == DIRECTORY,
                type == REGULAR);
    }

    /** A path's own bytes: as a text it loses those that are no text in the process's character set. */
    private static byte[] bytes(Path file) {
        var text = file.toString();
        if (text.chars().allMatch(c -> c < 0x80)) {
            return text.getBytes(StandardCharsets.US_ASCII);
        }
        var raw = file.toUri().getRawPath();
        // A URI has a slash after a folder, and after a link to one: with it the kernel would follow the link.
        var end = raw.length() > 1 && raw.endsWith("/") ? raw.length() - 1 : raw.length();
        var bytes = new ByteArrayOutputStream(end);
        for (var at = 0; at < end; at++) {
            if (raw.charAt(at) == '%') {
                bytes.write(Integer.parseInt(raw, at + 1, at + 3, 16));
                at += 2;
            } else {
                bytes.write(raw.charAt(at));
            }
        }
        return bytes.toByteArray();
    }

    @SuppressWarnings("restricted")
    private static MethodHandle statx() {
        var linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().findOrThrow("statx"),
                FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT, ADDRESS));
    }
}
