package io.skerry.build.sandbox;

import io.skerry.machine.process.Signals;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Every process of one build, wherever it went: found by the marker in its environment, which children inherit, by the sessions that the
 * sandbox opened, and by descent. So it also finds what a builder that was killed left behind.
 */
public final class ProcessTree {

    static final String MARKER = "SKERRY_BUILD";

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final long PAUSE_MILLIS = 20;

    private ProcessTree() {}

    /** Kills all processes of the build and returns once none is left, or after twenty seconds; whether none is left. */
    public static boolean kill(String build) {
        return kill(build, Set.of());
    }

    /**
     * Also on a thread that is interrupted, as that of a stopped build is: it stays so.
     *
     * @param sessions that the sandbox opened for it
     */
    static boolean kill(String build, Set<Integer> sessions) {
        var interrupted = Thread.interrupted();
        var deadline = System.nanoTime() + LIMIT.toNanos();
        try {
            while (true) {
                var rows = members(ProcessTable.read(MARKER + "=" + build), sessions);
                if (rows.isEmpty()) {
                    return true;
                }
                killAll(rows);
                if (System.nanoTime() > deadline) {
                    return false;
                }
                interrupted |= pause();
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** What belongs to the build; ourselves never. */
    static List<ProcessTable.Row> members(List<ProcessTable.Row> all, Set<Integer> sessions) {
        var ours = (int) ProcessHandle.current().pid();
        var found = new HashSet<Integer>();
        for (var row : all) {
            if (row.marked() || sessions.contains(row.session())) {
                found.add(row.pid());
            }
        }
        var grown = true;
        while (grown) {
            grown = false;
            for (var row : all) {
                grown |= found.contains(row.parent()) && found.add(row.pid());
            }
        }
        return all.stream()
                .filter(row -> found.contains(row.pid()) && row.pid() != ours)
                .toList();
    }

    /** Groups first, and only those led by one of ours: a child that has not called setsid yet is still in the builder's own group. */
    private static void killAll(List<ProcessTable.Row> rows) {
        rows.stream().filter(row -> row.pid() == row.group()).forEach(row -> Signals.killGroup(row.group()));
        rows.forEach(row -> Signals.killProcess(row.pid()));
    }

    /** Whether somebody interrupted it. */
    private static boolean pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
            return false;
        } catch (InterruptedException e) {
            return true;
        }
    }
}
