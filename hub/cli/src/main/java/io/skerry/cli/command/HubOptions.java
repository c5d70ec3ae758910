package io.skerry.cli.command;

import picocli.CommandLine.Option;

/** Which hub, and how its answers are printed. */
public final class HubOptions {

    @Option(
            names = "--hub",
            paramLabel = "URL",
            description = "Which hub; the one in use if absent (SKERRY_HUB).",
            defaultValue = "${env:SKERRY_HUB:-}")
    private String url = "";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "How to print: table or json.",
            defaultValue = "table")
    private Format format = Format.TABLE;

    /** The hub's address, {@code ""} if none was named. */
    public String url() {
        return url;
    }

    /** Whether answers are printed as JSON. */
    public boolean json() {
        return format == Format.JSON;
    }
}
