package io.skerry.testkit.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** A disk of a few megabytes that a test can fill: a file system in memory, mounted for as long as this is open. Needs root. */
public final class SmallDisk implements AutoCloseable {

    private static final int PIECE = 64 << 10;
    private static final int SMALLEST = 512;

    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    /**
     * Mounts an empty one.
     *
     * @throws IllegalStateException if it cannot be mounted: without it a test would pass on any disk
     */
    public static SmallDisk mount(Path folder, int mebibytes) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        run(List.of("mount", "-t", "tmpfs", "-o", "mode=755,size=" + mebibytes + "m", "tmpfs", folder.toString()));
        return new SmallDisk(folder);
    }

    /** Where it is. */
    public Path folder() {
        return folder;
    }

    /** How many bytes are free. */
    public long free() {
        return folder.toFile().getUsableSpace();
    }

    /** Fills it until no more than so many bytes are free. */
    public void fill(long leaving) {
        try (var filler = FileChannel.open(filler(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            for (var piece = PIECE; piece >= SMALLEST; piece /= 2) {
                while (free() - piece >= leaving && wrote(filler, piece)) {
                    // Until such a piece does not fit any more.
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Gives back what was filled. */
    public void drain() {
        try {
            Files.deleteIfExists(filler());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean wrote(FileChannel filler, int piece) {
        try {
            return filler.write(ByteBuffer.allocate(piece)) == piece;
        } catch (IOException e) {
            // Somebody else was faster: it is full.
            return false;
        }
    }

    private Path filler() {
        return folder.resolve("filler");
    }

    /** Whoever still has a file open there keeps it until the end; nobody else finds it. */
    @Override
    public void close() {
        run(List.of("umount", "--lazy", folder.toString()));
    }

    private static void run(List<String> command) {
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(String.join(" ", command) + ": " + said.strip() + " (this needs root)");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
