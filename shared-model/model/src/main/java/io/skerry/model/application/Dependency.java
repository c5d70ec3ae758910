package io.skerry.model.application;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.skerry.model.error.InvalidInput;
import io.skerry.model.name.Label;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A component of the same application that this one needs. Its address arrives as {@code <ALIAS>_HOST}, {@code <ALIAS>_PORT} and
 * {@code <ALIAS>_URL}.
 *
 * @param alias upper case; absent: the component's name in upper case with {@code _} for {@code -}
 */
public record Dependency(
        String component, @Nullable String alias, @Nullable StartAfter startAfter) {

    private static final Pattern ALIAS = Pattern.compile("[A-Z][A-Z0-9_]*");

    public Dependency {
        Label.require("component", component);
        if (alias != null && !ALIAS.matcher(alias).matches()) {
            throw new InvalidInput("'" + alias + "' is no alias: upper-case letters, digits and _, a letter first");
        }
    }

    /** The alias, derived from the component's name if none was given. */
    public String aliasOrName() {
        return alias != null ? alias : component.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    /** What the other one must be before this one starts. */
    public enum StartAfter {
        /** Passing its readiness probe; the default. */
        @JsonProperty("ready")
        READY,
        /** Started. */
        @JsonProperty("started")
        STARTED,
        /** Nothing. */
        @JsonProperty("none")
        NONE,
        /** A value of a newer version. */
        @JsonEnumDefaultValue
        @JsonProperty("unknown")
        UNKNOWN
    }
}
