package io.skerry.edge.runtime.process.machine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** The end of an output file. */
public final class OutputTail {

    private static final int WINDOW = 64 * 1024;
    private static final int LONGEST_LINE = 500;

    private OutputTail() {}

    /** The last lines, oldest first; none if there is no such file. */
    public static List<String> of(Path file, int max) {
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            var from = Math.max(0, channel.size() - WINDOW);
            var buffer = ByteBuffer.allocate((int) (channel.size() - from));
            channel.read(buffer, from);
            // The relay frees what it has read; freed bytes read as zeros.
            var text = new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8).replace("\0", "");
            var lines = text.lines().filter(line -> !line.isBlank()).toList();
            return lines.subList(Math.max(0, lines.size() - max), lines.size()).stream()
                    .map(line -> line.substring(0, Math.min(line.length(), LONGEST_LINE)))
                    .toList();
        } catch (IOException _) {
            return List.of();
        }
    }
}
