package io.skerry.logs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** What a file takes on the disk, which the JDK can't say. */
final class Disk {

    private static final long BLOCK = 512;

    private Disk() {}

    /** Bytes that the file has blocks for. */
    static long allocated(Path file) {
        try {
            var process = new ProcessBuilder("stat", "-c", "%b", file.toString()).start();
            var blocks = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            return Long.parseLong(blocks.strip()) * BLOCK;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
