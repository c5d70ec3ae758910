package io.skerry.model.application;

import io.skerry.model.error.InvalidInput;
import io.skerry.model.quantity.TimeSpan;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One question, asked again and again; exactly one of http, tcp, command.
 *
 * @param failures how many in a row make it fail
 * @param successes how many in a row make it pass again
 */
public record Probe(
        @Nullable Http http,
        @Nullable Tcp tcp,
        @Nullable List<String> command,
        @Nullable TimeSpan period,
        @Nullable TimeSpan timeout,
        @Nullable Integer failures,
        @Nullable Integer successes) {

    public Probe {
        if (Stream.of(http, tcp, command).filter(Objects::nonNull).count() != 1) {
            throw new InvalidInput("a probe is exactly one of http, tcp, command");
        }
        if ((failures != null && failures < 1) || (successes != null && successes < 1)) {
            throw new InvalidInput("failures and successes start at 1");
        }
        command = command == null ? null : List.copyOf(command);
    }

    /** A GET that must answer 200 to 399; {@code port} names a port of the component, the first one if absent. */
    public record Http(String path, @Nullable String port) {}

    /** A connection that must be accepted. */
    public record Tcp(@Nullable String port) {}
}
