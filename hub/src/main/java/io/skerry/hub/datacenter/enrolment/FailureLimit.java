package io.skerry.hub.datacenter.enrolment;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts failures of an hour. Five with the same token or certificate from one source, and it is not looked at from there before the oldest is
 * an hour old; from then on they count against nobody else. Many agents may share one source, so that only a flood of different ones silences it.
 */
final class FailureLimit {

    private static final int MOST = 5;
    private static final int MOST_OF_SOURCE = 1000;
    private static final Duration WINDOW = Duration.ofHours(1);
    private static final int REMEMBERED = 10_000;

    private final Map<String, Deque<Instant>> failures = new LinkedHashMap<>();

    synchronized boolean exceeded(String source, Instant now) {
        return count(source, now) >= MOST_OF_SOURCE;
    }

    /** @param shown the token's hash or the certificate's serial */
    synchronized boolean exceeded(String source, String shown, Instant now) {
        return exceeded(source, now) || count(both(source, shown), now) >= MOST;
    }

    synchronized void failed(String source, String shown, Instant now) {
        if (!exceeded(source, shown, now)) {
            add(both(source, shown), now);
            add(source, now);
        }
    }

    private int count(String key, Instant now) {
        var times = failures.get(key);
        if (times == null) {
            return 0;
        }
        while (!times.isEmpty() && !times.peekFirst().isAfter(now.minus(WINDOW))) {
            times.removeFirst();
        }
        return times.size();
    }

    private void add(String key, Instant now) {
        failures.computeIfAbsent(key, s -> new ArrayDeque<>()).addLast(now);
        if (failures.size() > REMEMBERED) {
            failures.remove(failures.keySet().iterator().next());
        }
    }

    private static String both(String source, String shown) {
        return source + " " + shown;
    }
}
