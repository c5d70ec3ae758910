package io.skerry.cli.api;

import io.skerry.cli.fault.CliFault;
import io.skerry.cli.output.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** The output of one instance, from its first line to its last; a connection that breaks is made again and no line comes twice. */
public final class InstanceOutput {

    private static final Duration BEFORE_AGAIN = Duration.ofSeconds(1);

    private final HubClient hub;
    private final String path;
    private final Consumer<String> lines;
    private final Thread thread;
    private long position = -1;

    /**
     * Begins to read.
     *
     * @param application its path
     * @param lines is told each, on a thread of its own
     */
    public InstanceOutput(
            HubClient hub, String application, String dataCenter, String instance, Consumer<String> lines) {
        this.hub = hub;
        this.path =
                application + "/logs?follow=true&dataCenter=" + encoded(dataCenter) + "&instance=" + encoded(instance);
        this.lines = lines;
        this.thread = Thread.ofVirtual().name("instance-output").start(this::read);
    }

    /** Waits so long for the last line. */
    public void await(Duration patience) {
        try {
            thread.join(patience);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read() {
        try {
            while (!complete()) {
                Thread.sleep(BEFORE_AGAIN);
            }
        } catch (InterruptedException _) {
            // Nobody waits for more.
        }
    }

    private boolean complete() {
        try (var events = hub.events(path)) {
            return all(events);
        } catch (CliFault e) {
            return false;
        }
    }

    private boolean all(EventReader events) {
        for (var event = events.next(); event.isPresent(); event = events.next()) {
            var data = event.get().data();
            if (event.get().type().equals("line")) {
                line(data);
            } else if (Json.text(data, "state").equals("complete")) {
                return true;
            }
        }
        return false;
    }

    private void line(JsonNode line) {
        var at = line.path("position").asLong(Long.MAX_VALUE);
        if (at > position) {
            position = at;
            lines.accept(Json.text(line, "text"));
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
