package io.skerry.logs;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A disk of its own for the relay's buffer, small enough to be filled; output files stay where they are. */
final class SmallDisk implements AutoCloseable {

    private static final byte[] MEBIBYTE = new byte[1 << 20];

    private final Path mount;

    private SmallDisk(Path mount) {
        this.mount = mount;
    }

    /** Mounts it; the test is skipped where that isn't allowed. */
    static SmallDisk under(Path dataCenterFolder, int mebibytes) throws IOException {
        var mount = Files.createDirectory(dataCenterFolder.resolve("disk"));
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=" + mebibytes + "m", "tmpfs", mount.toString()),
                "needs the right to mount");
        Files.createSymbolicLink(dataCenterFolder.resolve("logs"), Files.createDirectory(mount.resolve("logs")));
        return new SmallDisk(mount);
    }

    long free() {
        return mount.toFile().getUsableSpace();
    }

    /** A folder of its own on it. */
    Path folder() throws IOException {
        return Files.createDirectories(mount.resolve("own"));
    }

    /** Someone else takes all there is. */
    void fill() throws IOException {
        fill(0);
    }

    /** Someone else takes all there is but so many bytes. */
    void fill(long but) throws IOException {
        try (var other =
                Files.newByteChannel(mount.resolve("other"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            while (free() > but) {
                other.write(ByteBuffer.wrap(MEBIBYTE, 0, (int) Math.min(MEBIBYTE.length, free() - but)));
            }
        } catch (IOException e) {
            if (free() > but) {
                throw e;
            }
        }
    }

    /** And gives it back. */
    void clear() throws IOException {
        Files.delete(mount.resolve("other"));
    }

    @Override
    public void close() throws IOException {
        if (!run("umount", "-l", mount.toString())) {
            throw new IOException("cannot unmount " + mount);
        }
    }

    private static boolean run(String... command) throws IOException {
        return new ProcessBuilder(command).start().onExit().join().exitValue() == 0;
    }
}
