package io.skerry.cli.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Who a process is. A number alone is given out again; with its start and the machine's boot it is not.
 *
 * @param startTicks clock ticks from boot to its start
 */
public record ProcessIdentity(long pid, long startTicks, String bootId) {

    private static final Path PROC = Path.of("/proc");
    private static final int STATE = 0;
    private static final int START = 19;
    /** Linux tells programs of a hundred ticks a second, whatever it ticks at itself. */
    private static final long MILLIS_PER_TICK = 10;

    private static final int MILLIS_PER_SECOND = 1_000;

    /** The process that has this number now; empty if there is none, or only its remains. */
    public static Optional<ProcessIdentity> of(long pid) {
        try {
            var stat = Files.readString(PROC.resolve(Long.toString(pid)).resolve("stat"));
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            if (fields[STATE].equals("Z") || fields[STATE].equals("X")) {
                return Optional.empty();
            }
            return Optional.of(new ProcessIdentity(pid, Long.parseLong(fields[START]), currentBoot()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** This very process. */
    public static ProcessIdentity self() {
        return of(ProcessHandle.current().pid()).orElseThrow();
    }

    /** Whether this process, and no later one of the same number, still runs. */
    public boolean isAlive() {
        return of(pid).filter(this::equals).isPresent();
    }

    /** How long ago it was started. */
    public Duration age() {
        try {
            var uptime = Files.readString(PROC.resolve("uptime"));
            var sinceBoot = (long) (Double.parseDouble(uptime.substring(0, uptime.indexOf(' '))) * MILLIS_PER_SECOND);
            return Duration.ofMillis(Math.max(0, sinceBoot - startTicks * MILLIS_PER_TICK));
        } catch (IOException e) {
            return Duration.ZERO;
        }
    }

    private static String currentBoot() throws IOException {
        return Files.readString(PROC.resolve("sys/kernel/random/boot_id")).strip();
    }
}
