package io.skerry.cli.local.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** The file a process writes to. Looked at before each start: past its cap it is set aside, once. */
final class ProcessOutput {

    private static final long CAP = 8L << 20;
    private static final int TAIL = 16 << 10;

    private ProcessOutput() {}

    static void makeRoom(Path file) throws IOException {
        if (Files.exists(file) && Files.size(file) > CAP) {
            Files.move(file, file.resolveSibling(file.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** The last lines, oldest first. */
    static List<String> lastLines(Path file, int most) throws IOException {
        try (var in = new RandomAccessFile(file.toFile(), "r")) {
            in.seek(Math.max(0, in.length() - TAIL));
            var bytes = new byte[TAIL];
            var read = Math.max(0, in.read(bytes));
            var lines =
                    new String(bytes, 0, read, StandardCharsets.UTF_8).lines().toList();
            return lines.subList(Math.max(0, lines.size() - most), lines.size());
        }
    }
}
