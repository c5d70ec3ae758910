package io.skerry.cli.local.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What a PostgreSQL server says of itself in {@code postmaster.pid}: one fact per line. */
record PostmasterFile(long pid, int port, boolean isReady) {

    private static final int PID = 0;
    private static final int PORT = 3;
    private static final int STATUS = 7;

    /** The file of that cluster; empty if there is none or the server has not written it whole. */
    static Optional<PostmasterFile> read(Path cluster) {
        try {
            var lines = Files.readAllLines(cluster.resolve("postmaster.pid"));
            if (lines.size() <= PORT) {
                return Optional.empty();
            }
            return Optional.of(new PostmasterFile(
                    Long.parseLong(lines.get(PID).strip()),
                    Integer.parseInt(lines.get(PORT).strip()),
                    lines.size() > STATUS && lines.get(STATUS).strip().equals("ready")));
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }
}
