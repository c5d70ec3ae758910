package io.skerry.model.run;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a data center says of a one-off command, when it begins and at its end; why it failed is said beside it.
 *
 * @param startedAt by the data center's clock
 * @param endedAt absent while it runs
 * @param exitCode absent while it runs, and where nobody saw it end
 * @param lastLines the last lines it wrote, oldest first
 */
public record RunResult(
        String instance,
        Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable Integer exitCode,
        List<String> lastLines) {

    public RunResult {
        lastLines = List.copyOf(lastLines);
    }
}
