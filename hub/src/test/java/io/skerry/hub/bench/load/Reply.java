package io.skerry.hub.bench.load;

import java.util.Map;

/**
 * A whole answer.
 *
 * @param headers by name in lower case
 */
public record Reply(int status, Map<String, String> headers, String body) {

    public Reply {
        headers = Map.copyOf(headers);
    }

    boolean isLast() {
        return "close".equalsIgnoreCase(headers.get("connection"));
    }
}
