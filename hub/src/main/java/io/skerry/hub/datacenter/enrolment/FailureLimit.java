package io.skerry.hub.datacenter.enrolment;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/** Counts failures by source: five in an hour, then nothing is looked at before the oldest is an hour old. */
final class FailureLimit {

    private static final int MOST = 5;
    private static final Duration WINDOW = Duration.ofHours(1);
    private static final int SOURCES = 10_000;

    private final Map<String, Deque<Instant>> failures = new LinkedHashMap<>();

    synchronized boolean exceeded(String source, Instant now) {
        var times = failures.get(source);
        if (times == null) {
            return false;
        }
        while (!times.isEmpty() && !times.peekFirst().isAfter(now.minus(WINDOW))) {
            times.removeFirst();
        }
        return times.size() >= MOST;
    }

    synchronized void failed(String source, Instant now) {
        failures.computeIfAbsent(source, s -> new ArrayDeque<>()).addLast(now);
        if (failures.size() > SOURCES) {
            failures.remove(failures.keySet().iterator().next());
        }
    }
}
