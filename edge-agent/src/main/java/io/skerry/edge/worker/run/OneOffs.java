package io.skerry.edge.worker.run;

import io.skerry.edge.runtime.Exit;
import io.skerry.edge.runtime.Launch;
import io.skerry.edge.runtime.Workload;
import io.skerry.edge.runtime.WorkloadRuntime;
import io.skerry.model.run.RunOrder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** The one-off instances that the runtime holds, and how they end. */
public final class OneOffs implements WorkloadRuntime.Listener {

    private final Map<String, OneOff> known = new ConcurrentHashMap<>();

    /**
     * One of them.
     *
     * @param end completed once nothing of it runs
     */
    record OneOff(Launch launch, CompletableFuture<Exit> end) {}

    /** Whether an instance was made for a single command. */
    public static boolean is(Launch launch) {
        return RunOrder.isOneOff(launch.component(), launch.instance());
    }

    /** What it is called among those who need relays: it is no component, and needs them no longer than it runs. */
    public static String dependant(Launch launch) {
        return launch.component() + "/" + launch.instance();
    }

    /** Takes one over that an earlier agent began. */
    public void adopt(Workload workload) {
        var end = expect(workload.launch()).end();
        workload.end().ifPresent(end::complete);
    }

    /** Whatever becomes of it is kept from now on. */
    OneOff expect(Launch launch) {
        return known.computeIfAbsent(launch.instance(), id -> new OneOff(launch, new CompletableFuture<>()));
    }

    Optional<OneOff> find(String instance) {
        return Optional.ofNullable(known.get(instance));
    }

    List<OneOff> all() {
        return List.copyOf(known.values());
    }

    void forget(String instance) {
        known.remove(instance);
    }

    @Override
    public void started(Launch launch) {
        // Whoever began it knows.
    }

    @Override
    public void ended(Launch launch, Exit exit) {
        expect(launch).end().complete(exit);
    }

    @Override
    public void remarked(Launch launch) {
        // Only its end is told.
    }
}
