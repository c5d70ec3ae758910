package io.skerry.gateway;

import io.skerry.model.error.InvalidInput;
import io.skerry.model.name.DataCenterName;
import io.skerry.model.name.Label;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a gateway is told at its start.
 *
 * @param folder the data center's folder; the edge store is in it, and the last good table under {@code gateway/}
 * @param port on 127.0.0.1; 0 for any free one
 * @param name of this gateway among those of its data center
 * @param answerTimeout how long an instance may take to begin its answer
 * @param drainLimit how long a use of an instance that is gone is still reported
 */
public record GatewaySettings(
        Path folder, DataCenterName dataCenter, int port, String name, Duration answerTimeout, Duration drainLimit) {

    public static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(60);
    public static final Duration DRAIN_LIMIT = Duration.ofMinutes(5);

    private static final int LAST_PORT = 65_535;
    private static final String DEFAULT_NAME = "gateway-1";

    /**
     * Reads the environment.
     *
     * @throws InvalidInput naming every variable that is missing or makes no sense
     */
    public static GatewaySettings from(Map<String, String> environment) {
        var reader = new Reader(environment, new ArrayList<>());
        var folder = reader.read("SKERRY_DATA", null, GatewaySettings::folder);
        var dataCenter = reader.read("SKERRY_DC", null, DataCenterName::new);
        var port = reader.read("SKERRY_GATEWAY_PORT", null, GatewaySettings::port);
        var name = reader.read("SKERRY_GATEWAY_NAME", DEFAULT_NAME, text -> Label.require("gateway", text));
        if (folder == null || dataCenter == null || port == null || name == null) {
            throw new InvalidInput("The gateway cannot start:\n  " + String.join("\n  ", reader.problems()));
        }
        return new GatewaySettings(folder, dataCenter, port, name, ANSWER_TIMEOUT, DRAIN_LIMIT);
    }

    /** Where the last good table is kept. */
    public Path tableFolder() {
        return folder.resolve("gateway");
    }

    private static Path folder(String text) {
        try {
            return Path.of(text).toAbsolutePath();
        } catch (InvalidPathException e) {
            throw new InvalidInput("'" + text + "' is no path");
        }
    }

    private static int port(String text) {
        try {
            int port = Integer.parseInt(text);
            if (port >= 0 && port <= LAST_PORT) {
                return port;
            }
        } catch (NumberFormatException e) {
            // Said below, together with numbers out of range.
        }
        throw new InvalidInput("'" + text + "' is no port: give a number from 0 to " + LAST_PORT);
    }

    private record Reader(Map<String, String> environment, List<String> problems) {

        private <T> @Nullable T read(String variable, @Nullable String otherwise, Function<String, T> parse) {
            var text = environment.getOrDefault(variable, "").strip();
            if (text.isEmpty()) {
                if (otherwise == null) {
                    problems.add(variable + " is not set");
                    return null;
                }
                text = otherwise;
            }
            try {
                return parse.apply(text);
            } catch (InvalidInput e) {
                problems.add(variable + ": " + e.getMessage());
                return null;
            }
        }
    }
}
