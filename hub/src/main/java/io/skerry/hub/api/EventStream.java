package io.skerry.hub.api;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Server-sent events written one by one to a response; each is flushed. Not for several threads. */
public final class EventStream {

    private final OutputStream out;

    private EventStream(OutputStream out) {
        this.out = out;
    }

    /** Makes the response a stream of events; the request's own virtual thread writes them. */
    public static EventStream open(HttpServletResponse response) throws IOException {
        response.setContentType("text/event-stream;charset=UTF-8");
        response.setHeader("Cache-Control", "no-store");
        return to(response.getOutputStream());
    }

    /** Writes events to there. */
    public static EventStream to(OutputStream out) {
        return new EventStream(out);
    }

    /**
     * Sends one event.
     *
     * @param id where a reader may resume; null for events that are not resumed at
     * @throws IOException once the reader is gone
     */
    public void send(String event, @Nullable String id, Object data) throws IOException {
        var text = new StringBuilder();
        if (id != null) {
            text.append("id: ").append(id).append('\n');
        }
        text.append("event: ").append(event).append('\n');
        text.append("data: ").append(Json.text(data)).append("\n\n");
        out.write(text.toString().getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
