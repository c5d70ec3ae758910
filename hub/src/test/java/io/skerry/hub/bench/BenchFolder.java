package io.skerry.hub.bench;

import io.skerry.hub.endtoend.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;

/** A folder for one benchmark, gone after it. Instances of other users can come through it to what is theirs. */
record BenchFolder(Path path) implements AutoCloseable {

    private static final String DATA_CENTERS = "east,west";

    static BenchFolder make() throws IOException {
        var path = Files.createTempDirectory("skerry-bench");
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
        return new BenchFolder(path);
    }

    /** Two data centers, whose processes start from their start-up caches, as after every second {@code up} of a user. */
    Installation up() throws Exception {
        Installation.up(Files.createDirectory(path.resolve("first")), DATA_CENTERS)
                .close();
        var skerry = Installation.up(Files.createDirectory(path.resolve("second")), DATA_CENTERS);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> takeDown(skerry)));
        return skerry;
    }

    /** Somebody broke the benchmark off: nothing of it may stay. */
    private void takeDown(Installation skerry) {
        if (Files.exists(path)) {
            try {
                skerry.close();
                close();
            } catch (IOException e) {
                System.err.println("left behind: " + path + ": " + e.getMessage());
            }
        }
    }

    @Override
    public void close() throws IOException {
        try (var files = Files.walk(path)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
