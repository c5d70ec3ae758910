package io.skerry.model.metric;

import io.skerry.model.name.ApplicationRef;
import java.util.List;
import java.util.Map;

/**
 * What one gateway counted for one route since its process began.
 *
 * @param answers how many ended with 1xx, 2xx, 3xx, 4xx and 5xx
 * @param refused how many of them the gateway answered itself
 * @param received bytes of requests' bodies
 * @param sent bytes of answers' bodies
 * @param open requests and tunnels now
 * @param latency bucket of {@link LatencyScale} → how many ended in it; empty ones are left out
 */
public record RouteTotals(
        ApplicationRef application,
        String route,
        List<Long> answers,
        long refused,
        long received,
        long sent,
        int open,
        Map<Integer, Long> latency) {

    /** 1xx to 5xx. */
    public static final int CLASSES = 5;

    public RouteTotals {
        answers = List.copyOf(answers);
        latency = Map.copyOf(latency);
        if (answers.size() != CLASSES) {
            throw new IllegalArgumentException(answers.size() + " classes of answers, expected " + CLASSES);
        }
    }
}
