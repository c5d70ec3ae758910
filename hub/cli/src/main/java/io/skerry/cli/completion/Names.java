package io.skerry.cli.completion;

import java.util.Map;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Kinds of names that only the hub knows. */
public enum Names {
    NONE,
    TENANTS,
    APPLICATIONS,
    COMPONENTS,
    /** Followed by an equals sign. */
    COMPONENT_COUNTS,
    DATA_CENTERS,
    OPERATIONS;

    private static final Map<String, Names> BY_LABEL = Map.of(
            "TENANT", TENANTS,
            "APP", APPLICATIONS,
            "FROM", APPLICATIONS,
            "COMPONENT", COMPONENTS,
            "COMPONENT=N", COMPONENT_COUNTS,
            "ID", OPERATIONS);

    /** What an option or argument is filled with. */
    static Names of(ArgSpec argument) {
        if (argument instanceof OptionSpec option) {
            switch (option.longestName()) {
                case "--component" -> {
                    return COMPONENTS;
                }
                case "--dc" -> {
                    return DATA_CENTERS;
                }
                case "--instance" -> {
                    return NONE;
                }
                default -> {
                    // By its label.
                }
            }
        }
        return BY_LABEL.getOrDefault(argument.paramLabel(), NONE);
    }
}
