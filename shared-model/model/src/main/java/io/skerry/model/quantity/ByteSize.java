package io.skerry.model.quantity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.skerry.model.error.InvalidInput;
import java.util.Map;
import java.util.regex.Pattern;

/** A size such as {@code 512Mi}; the text stays as written. Units: none (bytes), k M G T, Ki Mi Gi Ti. */
public record ByteSize(@JsonValue String text) {

    private static final Pattern SHAPE = Pattern.compile("(\\d{1,15})(k|M|G|T|Ki|Mi|Gi|Ti)?");
    private static final Map<String, Long> UNITS = Map.of(
            "k",
            1_000L,
            "M",
            1_000_000L,
            "G",
            1_000_000_000L,
            "T",
            1_000_000_000_000L,
            "Ki",
            1L << 10,
            "Mi",
            1L << 20,
            "Gi",
            1L << 30,
            "Ti",
            1L << 40);

    @JsonCreator
    public ByteSize {
        parse(text);
    }

    /** The size in bytes. */
    public long bytes() {
        return parse(text);
    }

    private static long parse(String text) {
        var match = SHAPE.matcher(text);
        if (!match.matches()) {
            throw new InvalidInput("'" + text + "' is no size: write a whole number and a unit, such as 512Mi or 2Gi");
        }
        var unit = match.group(2);
        try {
            return Math.multiplyExact(Long.parseLong(match.group(1)), unit == null ? 1L : UNITS.getOrDefault(unit, 1L));
        } catch (ArithmeticException e) {
            throw new InvalidInput("'" + text + "' is more than a size can be (8 Ei)");
        }
    }
}
