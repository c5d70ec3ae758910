package io.skerry.cli.output;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Says how old something is, and how long something took. */
public final class Age {

    private static final Duration FRESH = Duration.ofSeconds(10);

    private Age() {}

    /** {@code now} for ten seconds, then {@code 12s ago}, {@code 3m ago}; {@code never} for what was not seen. */
    public static String since(@Nullable Instant at, Instant now) {
        if (at == null) {
            return "never";
        }
        var age = Duration.between(at, now);
        return age.compareTo(FRESH) <= 0 ? "now" : brief(age) + " ago";
    }

    /** The largest unit that says it: {@code 12s}, {@code 3m}, {@code 5h}, {@code 2d}. */
    public static String brief(Duration span) {
        if (span.toDays() > 1) {
            return span.toDays() + "d";
        }
        if (span.toHours() > 1) {
            return span.toHours() + "h";
        }
        return span.toMinutes() > 1 ? span.toMinutes() + "m" : Math.max(0, span.toSeconds()) + "s";
    }

    /** Seconds with one decimal: {@code 7.4 s}. */
    public static String took(Duration span) {
        var tenths = Math.max(0, span.toMillis()) / 100;
        return tenths / 10 + "." + tenths % 10 + " s";
    }

    /** The instant written there, absent if there is none or it makes no sense. */
    public static @Nullable Instant parse(String text) {
        try {
            return text.isEmpty() ? null : Instant.parse(text);
        } catch (java.time.format.DateTimeParseException e) {
            return null;
        }
    }
}
