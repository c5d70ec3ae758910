package io.skerry.edge.worker;

import io.skerry.edge.runtime.Exit;
import io.skerry.edge.runtime.Launch;
import io.skerry.edge.runtime.Workload;
import io.skerry.edge.runtime.WorkloadRuntime;
import io.skerry.edge.worker.follow.Follower;
import io.skerry.edge.worker.instance.Target;
import io.skerry.edge.worker.launch.Launcher;
import io.skerry.edge.worker.restart.RestartOrder;
import io.skerry.edge.worker.run.OneOffs;
import io.skerry.model.key.EdgeKey;
import io.skerry.model.name.ApplicationRef;
import io.skerry.model.name.ComponentRef;
import io.skerry.model.seen.ComponentSeen;
import io.skerry.model.site.SiteObject;
import io.skerry.model.site.WantedComponent;
import io.skerry.store.value.Values;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Every component's loop; hands each what concerns it. */
final class Components implements Follower, WorkloadRuntime.Listener, AutoCloseable {

    private final Site site;
    private final Launcher launcher;
    private final Map<ComponentRef, ComponentSeen> earlier;
    private final Map<ComponentRef, ComponentLoop> running = new HashMap<>();

    /** Left by an earlier worker; nobody has said yet whether it is wanted. */
    private final Map<ComponentRef, ComponentLoop> found = new HashMap<>();

    private boolean complete;

    /** @param earlier what an earlier worker reported */
    Components(Site site, Launcher launcher, Map<ComponentRef, ComponentSeen> earlier) {
        this.site = site;
        this.launcher = launcher;
        this.earlier = Map.copyOf(earlier);
        earlier.keySet().forEach(component -> found.put(component, loop(component)));
    }

    /** Takes over what runs, and hears of it from now on; what belongs to no component's loop goes to the others. */
    synchronized List<Workload> adopt(OneOffs oneOffs, Set<String> published) {
        var workloads = site.runtime().adopt(new EachToItsOwn(this, oneOffs));
        for (var workload : workloads) {
            if (OneOffs.is(workload.launch())) {
                oneOffs.adopt(workload);
            } else {
                found.computeIfAbsent(workload.launch().component(), this::loop)
                        .adopt(workload, published.contains(workload.launch().instance()));
            }
        }
        return workloads;
    }

    private ComponentLoop loop(ComponentRef component) {
        return new ComponentLoop(component, site, launcher, earlier.get(component), this::retire);
    }

    @Override
    public String prefix() {
        return EdgeKey.WANTED_COMPONENTS;
    }

    @Override
    public synchronized void put(String key, byte[] value) {
        var object = Values.read(value, SiteObject.class);
        var target = Target.of(Values.read(object.body(), WantedComponent.class));
        begin(EdgeKey.componentOf(key), new Event.Wanted(target, object.version()));
    }

    /**
     * Whether it is wanted is told before the loop's first turn: something else may have been told before, and a turn that knows of nothing
     * wanted takes every instance away.
     */
    private void begin(ComponentRef component, Event wantedOrNot) {
        var known = running.get(component);
        if (known != null) {
            known.tell(wantedOrNot);
            return;
        }
        var left = found.remove(component);
        var loop = left != null ? left : loop(component);
        running.put(component, loop);
        loop.tell(wantedOrNot);
        loop.start();
    }

    @Override
    public synchronized void deleted(String key) {
        var loop = running.get(EdgeKey.componentOf(key));
        if (loop != null) {
            loop.tell(new Event.Unwanted());
        }
    }

    @Override
    public synchronized void onlyThese(Set<String> keys) {
        var wanted = components(keys);
        running.forEach((component, loop) -> {
            if (!wanted.contains(component)) {
                loop.tell(new Event.Unwanted());
            }
        });
        if (complete) {
            endFoundExcept(wanted);
        }
    }

    /**
     * Everything that is wanted has been received at least once. Before that, what is missing from the store is left alone: a store that
     * lost its memory must not stop what runs.
     *
     * @param keys what is wanted; it may not have come to {@link #put} yet
     */
    synchronized void complete(Set<String> keys) {
        complete = true;
        endFoundExcept(components(keys));
    }

    private void endFoundExcept(Set<ComponentRef> wanted) {
        found.keySet().stream()
                .filter(component -> !wanted.contains(component))
                .toList()
                .forEach(component -> begin(component, new Event.Unwanted()));
    }

    private static Set<ComponentRef> components(Set<String> keys) {
        return keys.stream().map(EdgeKey::componentOf).collect(Collectors.toSet());
    }

    /** Hands an order to its component; false if that is not here. */
    synchronized boolean restart(RestartOrder order) {
        return tell(order.component(), new Event.Restart(order));
    }

    synchronized void lookAgain() {
        running.values().forEach(loop -> loop.tell(new Event.LookAgain()));
    }

    synchronized void lookAgain(ComponentRef component) {
        tell(component, new Event.LookAgain());
    }

    synchronized void lookAgain(ApplicationRef application) {
        running.forEach((component, loop) -> {
            if (component.applicationRef().equals(application)) {
                loop.tell(new Event.LookAgain());
            }
        });
    }

    @Override
    public synchronized void started(Launch launch) {
        tell(launch.component(), new Event.Began(launch.instance()));
    }

    @Override
    public synchronized void ended(Launch launch, Exit exit) {
        tell(launch.component(), new Event.Ended(launch.instance(), exit));
    }

    @Override
    public synchronized void remarked(Launch launch) {
        tell(launch.component(), new Event.LookAgain());
    }

    private boolean tell(ComponentRef component, Event event) {
        var loop = running.getOrDefault(component, found.get(component));
        if (loop != null) {
            loop.tell(event);
        }
        return loop != null;
    }

    private synchronized boolean retire(ComponentLoop loop) {
        return !loop.hasNews() && running.remove(loop.component(), loop);
    }

    @Override
    public synchronized void close() {
        running.values().forEach(ComponentLoop::stop);
    }
}
