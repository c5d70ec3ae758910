package io.skerry.cli.command;

import java.time.Duration;
import picocli.CommandLine.Option;

/** Whether to wait for the end of long work, and how long. */
public final class WaitOptions {

    @Option(
            names = "--wait",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Wait for the end and show the steps; --no-wait returns at once.")
    private boolean wait = true;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "15m",
            description = "How long to wait, such as 90s or 15m.")
    private Duration limit = Duration.ofMinutes(15);

    /** Whether to wait. */
    public boolean isWanted() {
        return wait;
    }

    /** How long at most. */
    public Duration limit() {
        return limit;
    }
}
