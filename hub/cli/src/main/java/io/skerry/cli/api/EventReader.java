package io.skerry.cli.api;

import io.skerry.cli.output.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Reads server-sent events one by one. */
public final class EventReader implements AutoCloseable {

    private static final String TYPE = "event:";
    private static final String BODY = "data:";

    private final BufferedReader lines;

    EventReader(InputStream body) {
        this.lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
    }

    /** The next event, empty once the stream ended, in whichever way. */
    public Optional<Event> next() {
        var type = "message";
        var data = new StringBuilder();
        try {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(TYPE)) {
                    type = line.substring(TYPE.length()).strip();
                } else if (line.startsWith(BODY)) {
                    data.append(line.substring(BODY.length()).strip());
                } else if (line.isEmpty() && !data.isEmpty()) {
                    return Optional.of(new Event(type, Json.read(data.toString().getBytes(StandardCharsets.UTF_8))));
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        try {
            lines.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** One event. */
    public record Event(String type, JsonNode data) {}
}
