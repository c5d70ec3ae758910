package io.skerry.edge.monitor;

import io.skerry.measure.Figures;
import io.skerry.model.key.EdgeKey;
import io.skerry.model.resource.Phase;
import io.skerry.model.seen.ComponentSeen;
import io.skerry.model.seen.InstanceSeen;
import io.skerry.store.EdgeStore;
import io.skerry.store.StoreException;
import io.skerry.store.value.Values;
import java.util.Locale;
import java.util.stream.Collectors;

/** What the edge store says of the data center, in Prometheus' words: how many of each, never which. */
public final class SiteFigures implements Figures.Source {

    private static final double NANOS = 1e9;
    private static final int QUEUE = 1;

    private final EdgeStore store;

    public SiteFigures(EdgeStore store) {
        this.store = store;
    }

    @Override
    public void addTo(Figures figures) {
        try {
            var began = System.nanoTime();
            var revision = store.revision();
            var took = (System.nanoTime() - began) / NANOS;
            var seen = store.list(EdgeKey.SEEN_COMPONENTS).entries();
            var orders = store.list(EdgeKey.ORDERS).entries();
            figures.gauge("skerry_store_up", "Whether the edge store answers.", 1)
                    .gauge("skerry_store_revision", "Of its last writing transaction.", revision)
                    .gauge("skerry_store_read_seconds", "How long it took to ask for that just now.", took)
                    .gauge("skerry_components", "Components that the worker reports on.", seen.size());
            orders.stream()
                    .collect(Collectors.groupingBy(order -> order.key().split("/", -1)[QUEUE], Collectors.counting()))
                    .forEach((queue, count) -> figures.gauge(
                            "skerry_orders", "One-time orders that are kept, by queue.", count, "queue", queue));
            seen.stream()
                    .map(entry -> Values.read(entry.value(), ComponentSeen.class))
                    .flatMap(component -> component.instances().stream())
                    .collect(Collectors.groupingBy(InstanceSeen::phase, Collectors.counting()))
                    .forEach((phase, count) ->
                            figures.gauge("skerry_instances", "Instances by phase.", count, "phase", word(phase)));
        } catch (StoreException _) {
            figures.gauge("skerry_store_up", "Whether the edge store answers.", 0);
        }
    }

    private static String word(Phase phase) {
        return phase.name().toLowerCase(Locale.ROOT);
    }
}
