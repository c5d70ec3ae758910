package io.skerry.model.quantity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.skerry.model.error.InvalidInput;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/** An amount of CPU such as {@code 500m} or {@code 1.5} cores; the text stays as written. */
public record CpuAmount(@JsonValue String text) {

    private static final Pattern SHAPE = Pattern.compile("\\d{1,7}m|\\d{1,4}(\\.\\d{1,3})?");

    @JsonCreator
    public CpuAmount {
        if (!SHAPE.matcher(text).matches()) {
            throw new InvalidInput(
                    "'" + text + "' is no amount of CPU: write thousandths of a core (500m) or cores (1.5)");
        }
    }

    /** The amount in thousandths of a core. */
    public int millis() {
        return text.endsWith("m")
                ? Integer.parseInt(text.substring(0, text.length() - 1))
                : new BigDecimal(text).movePointRight(3).intValueExact();
    }
}
