package io.skerry.edge.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Time since the machine booted, sleep included: ages do not jump when somebody sets the clock. */
public interface BootClock {

    /**
     * A moment.
     *
     * @param boot which boot of the machine it was in
     * @param bootMillis since that boot
     * @param wallMillis what the wall clock said, for moments before a reboot
     */
    record Moment(String boot, long bootMillis, long wallMillis) {

        /** How long ago that was; by the wall clock, which may err, if the machine has booted since. */
        public long ageMillis(Moment now) {
            var age = boot.equals(now.boot) ? now.bootMillis - bootMillis : now.wallMillis - wallMillis;
            return Math.max(0, age);
        }
    }

    /** This moment. */
    Moment now();

    /** The machine's clock. */
    static BootClock ofMachine() {
        var boot = read(Path.of("/proc/sys/kernel/random/boot_id"), "this boot");
        return () -> new Moment(boot, bootMillis(), System.currentTimeMillis());
    }

    private static long bootMillis() {
        var uptime = read(Path.of("/proc/uptime"), "");
        var space = uptime.indexOf(' ');
        return space < 0
                ? System.nanoTime() / 1_000_000
                : (long) (Double.parseDouble(uptime.substring(0, space)) * 1_000);
    }

    private static String read(Path file, String otherwise) {
        try {
            return Files.readString(file, StandardCharsets.US_ASCII).strip();
        } catch (IOException e) {
            return otherwise;
        }
    }
}
