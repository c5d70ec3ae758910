package io.skerry.model.application;

import io.skerry.model.error.InvalidInput;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An environment variable; its value is exactly one of text, a secret, a config, a dependency's published value. */
public record EnvVar(
        String name,
        @Nullable String value,
        @Nullable SetKey secret,
        @Nullable SetKey config,
        @Nullable DependencyValue dependency) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern RESERVED = Pattern.compile("PORT|PORT_.*|SKERRY_.*");

    public EnvVar {
        if (!NAME.matcher(name).matches()) {
            throw new InvalidInput("'" + name + "' is no name for a variable: letters, digits and _, no digit first");
        }
        if (RESERVED.matcher(name).matches()) {
            throw new InvalidInput("'" + name + "' is set by Skerry: PORT, PORT_<NAME> and SKERRY_* cannot be given");
        }
        if (Stream.of(value, secret, config, dependency)
                        .filter(Objects::nonNull)
                        .count()
                != 1) {
            throw new InvalidInput("'" + name + "' needs exactly one of value, secret, config, dependency");
        }
    }

    /** A variable with a plain value. */
    public static EnvVar of(String name, String value) {
        return new EnvVar(name, value, null, null, null);
    }

    /** An entry of a secret set or config set. */
    public record SetKey(String set, String key) {}

    /** A value that another component publishes. */
    public record DependencyValue(String component, String value) {}
}
