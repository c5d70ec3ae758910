package io.skerry.model.quantity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.skerry.model.error.InvalidInput;
import java.time.Duration;
import java.util.regex.Pattern;

/** A duration such as {@code 30s}, {@code 1m30s} or {@code 250ms}; the text stays as written. */
public record TimeSpan(@JsonValue String text) {

    private static final Pattern SHAPE =
            Pattern.compile("(?:(\\d{1,5})d)?(?:(\\d{1,5})h)?(?:(\\d{1,6})m)?(?:(\\d{1,7})s)?(?:(\\d{1,9})ms)?");

    @JsonCreator
    public TimeSpan {
        parse(text);
    }

    /** The duration. */
    public Duration duration() {
        return parse(text);
    }

    private static Duration parse(String text) {
        var match = SHAPE.matcher(text);
        if (text.isEmpty() || !match.matches()) {
            throw new InvalidInput("'" + text + "' is no duration: write numbers with units, such as 30s, 5m or 1h30m");
        }
        return Duration.ofDays(number(match.group(1)))
                .plusHours(number(match.group(2)))
                .plusMinutes(number(match.group(3)))
                .plusSeconds(number(match.group(4)))
                .plusMillis(number(match.group(5)));
    }

    private static long number(@org.jspecify.annotations.Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
