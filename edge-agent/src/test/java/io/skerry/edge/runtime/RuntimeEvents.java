package io.skerry.edge.runtime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Remembers what a runtime told. */
public final class RuntimeEvents implements WorkloadRuntime.Listener {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Map<String, List<String>> stories = new HashMap<>();
    private final Map<String, Exit> exits = new HashMap<>();
    private final Set<String> remarked = new HashSet<>();
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

    @Override
    public synchronized void remarked(Launch launch) {
        remarked.add(launch.instance());
        notifyAll();
    }

    private void tell(String instance, String what) {
        stories.computeIfAbsent(instance, any -> new ArrayList<>()).add(what);
        notifyAll();
    }

    /** Another end of it is to come. */
    public synchronized void expect(String instance) {
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

    /** Begins to listen to a runtime. */
    public void adopt(WorkloadRuntime runtime) {
        adopted = runtime.adopt(this);
    }

    /** How an instance ended that was found ended. */
    public Exit adoptedEnd(String instance) {
        return adopted(instance).end().orElseThrow();
    }

    /** What was told of an instance. */
    public List<String> told(String instance) {
        return story(instance);
    }

    /** Whether there was something new to remark. */
    public synchronized boolean isRemarked(String instance) {
        return remarked.contains(instance);
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
