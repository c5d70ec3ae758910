package io.skerry.cli.output;

import java.util.Locale;

/** Figures as people read them, with as many digits as matter. */
public final class Figures {

    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB"};
    private static final int STEP = 1024;

    private Figures() {}

    /** Two decimals: {@code 0.07}. */
    public static String two(double figure) {
        return String.format(Locale.ROOT, "%.2f", figure);
    }

    /** {@code 0 B}, {@code 12 KiB}, {@code 3.4 GiB}. */
    public static String bytes(long bytes) {
        double rest = bytes;
        var unit = 0;
        while (rest >= STEP && unit < UNITS.length - 1) {
            rest /= STEP;
            unit++;
        }
        var digits = unit == 0 || rest >= 10 ? "%.0f %s" : "%.1f %s";
        return String.format(Locale.ROOT, digits, rest, UNITS[unit]);
    }

    /** {@code 0.8 ms}, {@code 23 ms}, {@code 4.5 s}. */
    public static String millis(double millis) {
        if (millis >= 1_000) {
            return String.format(Locale.ROOT, "%.1f s", millis / 1_000);
        }
        return String.format(Locale.ROOT, millis >= 10 ? "%.0f ms" : "%.1f ms", millis);
    }
}
