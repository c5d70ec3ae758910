package io.skerry.edge.worker;

import io.skerry.edge.runtime.WorkloadRuntime;
import io.skerry.edge.worker.instance.Instance;
import io.skerry.edge.worker.instance.Life;
import io.skerry.edge.worker.instance.Timings;
import io.skerry.edge.worker.probe.Prober;
import io.skerry.model.application.Probes;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Sees to it that exactly the running instances of a component are probed, each as its spec says now. */
final class Probers implements AutoCloseable {

    private record Asked(Instant since, @Nullable Probes probes, Prober prober) {}

    private final WorkloadRuntime runtime;
    private final Timings timings;
    private final Consumer<Event> tell;
    private final Map<String, Asked> asked = new HashMap<>();

    Probers(WorkloadRuntime runtime, Timings timings, Consumer<Event> tell) {
        this.runtime = runtime;
        this.timings = timings;
        this.tell = tell;
    }

    void cover(List<Instance> instances) {
        var running = new HashMap<String, Instance>();
        for (var instance : instances) {
            if (instance.life() instanceof Life.Running) {
                running.put(instance.id(), instance);
            }
        }
        asked.entrySet().removeIf(entry -> {
            var instance = running.get(entry.getKey());
            var stays = instance != null && isSame(entry.getValue(), instance);
            if (!stays) {
                entry.getValue().prober().close();
            }
            return !stays;
        });
        running.values().forEach(instance -> asked.computeIfAbsent(instance.id(), id -> ask(instance)));
    }

    private static boolean isSame(Asked asked, Instance instance) {
        return instance.life() instanceof Life.Running running
                && running.since().equals(asked.since())
                && Objects.equals(asked.probes(), instance.target().probes());
    }

    private Asked ask(Instance instance) {
        var since = ((Life.Running) instance.life()).since();
        var prober =
                new Prober(runtime, instance, timings, finding -> tell.accept(new Event.Found(instance.id(), finding)));
        return new Asked(since, instance.target().probes(), prober);
    }

    @Override
    public void close() {
        asked.values().forEach(one -> one.prober().close());
        asked.clear();
    }
}
