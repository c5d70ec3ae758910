package io.skerry.model.event;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How much somebody should care. */
public enum Severity {
    INFO,
    /** Something is not as wanted, and Skerry deals with it. */
    WARNING,
    /** Somebody has to do something. */
    ERROR;

    /** The severity as written. */
    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The severity of that text. */
    @JsonCreator
    public static Severity of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
