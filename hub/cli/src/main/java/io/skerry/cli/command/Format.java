package io.skerry.cli.command;

import java.util.Locale;

/** How answers are printed. */
public enum Format {
    TABLE,
    JSON;

    /** As it is written on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
