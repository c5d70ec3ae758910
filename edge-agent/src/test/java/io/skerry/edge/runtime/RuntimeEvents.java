package io.skerry.edge.runtime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Remembers what a runtime told. */
public final class RuntimeEvents implements WorkloadRuntime.Listener {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Map<String, List<String>> stories = new HashMap<>();
    private final Map<String, Exit> exits = new HashMap<>();
    List<Workload> adopted = List.of();

    @Override
    public synchronized void started(Launch launch) {
        tell(launch.instance(), "started");
    }

    @Override
    public synchronized void ended(Launch launch, Exit exit) {
        exits.put(launch.instance(), exit);
        tell(launch.instance(), "ended");
    }

    private void tell(String instance, String what) {
        stories.computeIfAbsent(instance, any -> new ArrayList<>()).add(what);
        notifyAll();
    }

    synchronized void expect(String instance) {
        exits.remove(instance);
    }

    synchronized Set<String> known() {
        return Set.copyOf(stories.keySet());
    }

    synchronized List<String> story(String instance) {
        return List.copyOf(stories.getOrDefault(instance, List.of()));
    }

    Workload adopted(String instance) {
        return adopted.stream()
                .filter(one -> one.launch().instance().equals(instance))
                .findFirst()
                .orElseThrow();
    }

    /** Waits for an end. */
    public synchronized Exit awaitEnd(String instance) throws InterruptedException {
        var until = System.nanoTime() + PATIENCE.toNanos();
        while (!exits.containsKey(instance)) {
            var left = (until - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new AssertionError(instance + " did not end; told: " + stories);
            }
            wait(left);
        }
        return exits.get(instance);
    }

    void awaitEndOrKnown(Workload one) {
        try {
            if (one.alive()) {
                awaitEnd(one.launch().instance());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
