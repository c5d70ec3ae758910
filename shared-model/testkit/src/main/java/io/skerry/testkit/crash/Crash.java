package io.skerry.testkit.crash;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;

/** What armed methods call. Public, since they lie in other packages. */
public final class Crash {

    /** As a shell tells of a process that was killed by SIGKILL. */
    public static final int EXIT_CODE = 137;

    private static volatile Armed armed = new Armed(Path.of("/nonexistent"), List.of(), new AtomicIntegerArray(0));

    private record Armed(Path file, List<CrashPoint> points, AtomicIntegerArray passes) {}

    private Crash() {}

    static void arm(Path file, List<CrashPoint> points) {
        armed = new Armed(file, points, new AtomicIntegerArray(points.size()));
    }

    /** Ends the process if it is the pass at which the point is to end it: no shutdown hook runs, no buffer is flushed. */
    public static void reached(int point) {
        var now = armed;
        if (!Files.exists(now.file())) {
            return;
        }
        var wanted = now.points().get(point);
        if (now.passes().incrementAndGet(point) == wanted.pass()) {
            System.err.println("crash point " + wanted.text());
            Runtime.getRuntime().halt(EXIT_CODE);
        }
    }
}
