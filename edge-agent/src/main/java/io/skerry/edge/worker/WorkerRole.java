package io.skerry.edge.worker;

import io.skerry.edge.runtime.WorkloadRuntime;
import io.skerry.edge.runtime.process.ProcessRuntime;
import io.skerry.edge.worker.follow.FirstHead;
import io.skerry.edge.worker.follow.Following;
import io.skerry.edge.worker.follow.GatewayTables;
import io.skerry.edge.worker.instance.Target;
import io.skerry.edge.worker.launch.Launcher;
import io.skerry.edge.worker.port.BindTry;
import io.skerry.edge.worker.port.PortLedger;
import io.skerry.edge.worker.port.Relays;
import io.skerry.edge.worker.port.RestFile;
import io.skerry.edge.worker.restart.RestartOrders;
import io.skerry.edge.worker.run.OneOffs;
import io.skerry.edge.worker.run.RunOrders;
import io.skerry.edge.worker.volume.Overfull;
import io.skerry.edge.worker.volume.VolumeOrders;
import io.skerry.edge.worker.volume.VolumeWatch;
import io.skerry.model.artifact.ArtifactFetch;
import io.skerry.model.artifact.ArtifactStore;
import io.skerry.model.key.EdgeKey;
import io.skerry.model.name.ComponentRef;
import io.skerry.model.seen.ComponentSeen;
import io.skerry.model.seen.MachineSeen;
import io.skerry.model.site.SiteObject;
import io.skerry.model.site.WantedComponent;
import io.skerry.store.EdgeStore;
import io.skerry.store.Entry;
import io.skerry.store.value.Values;
import java.io.IOException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;

/**
 * Runs what the hub wants in this data center: reads {@code wanted/component/}, {@code table/} and the orders of the queue
 * {@code restart}, writes {@code seen/} and {@code address/}. What runs goes on when the role is closed or dies, and is taken over by the
 * next one.
 */
public final class WorkerRole implements AutoCloseable {

    private final WorkloadRuntime runtime;
    private final Components components;
    private final List<AutoCloseable> parts;

    /**
     * Starts the role with the runtime {@code process}.
     *
     * @throws IOException if the data center's folder cannot be used
     */
    public static WorkerRole start(
            WorkerSettings settings, EdgeStore store, ArtifactStore artifacts, ArtifactFetch fetch) throws IOException {
        var runtime = ProcessRuntime.open(settings.folder(), artifacts, fetch, settings.path());
        try {
            return new WorkerRole(settings, store, runtime, BindTry::succeeds);
        } catch (RuntimeException e) {
            runtime.close();
            throw e;
        }
    }

    /** @param bindable whether a port can be listened on now */
    WorkerRole(WorkerSettings settings, EdgeStore store, WorkloadRuntime runtime, IntPredicate bindable) {
        this.runtime = runtime;
        var time = new MonotonicTime();
        var gateways = new GatewayTables();
        var tables = new Following(store, gateways);
        var instancePorts = instancePorts(settings, gateways, bindable, time);
        var relays = new Relays(store, relayPorts(settings, gateways, bindable, time));
        var neighbours = new Neighbours();
        var launcher = new Launcher(settings.dataCenter(), instancePorts, relays, neighbours::port);
        var overfull = new Overfull();
        var site = new Site(settings, store, runtime, instancePorts, relays, gateways, neighbours, overfull, time);
        this.components = new Components(site, launcher, reported(store));
        var oneOffs = new OneOffs();
        takeOver(site, oneOffs);
        store.put(EdgeKey.SEEN_MACHINE, Values.write(new MachineSeen(runtime.limits())));
        neighbours.listen(components::lookAgain);
        gateways.listen(components::lookAgain);
        this.parts = List.of(
                tables,
                new Following(store, components),
                new FirstHead(store, settings.timings().retryStore(), components::complete),
                new RestartOrders(store, settings.timings().retryStore(), components::restart),
                new VolumeOrders(store, runtime, settings.timings().retryStore()),
                new VolumeWatch(
                        store, runtime, time, settings.timings().lookAtVolumes(), overfull, components::lookAgain),
                new RunOrders(
                        store,
                        runtime,
                        launcher,
                        instancePorts,
                        relays,
                        oneOffs,
                        time,
                        settings.timings().retryStore()));
    }

    private static PortLedger instancePorts(
            WorkerSettings settings, GatewayTables gateways, IntPredicate bindable, InstantSource time) {
        var file = new RestFile(settings.folder().resolve("instances").resolve(".ports.json"));
        return new PortLedger(
                settings.firstInstancePort(),
                settings.lastInstancePort(),
                settings.timings().portRest(),
                (port, revision) -> gateways.current().haveLeft(List.of(port), revision),
                bindable,
                time,
                file.read(),
                file::write);
    }

    private static PortLedger relayPorts(
            WorkerSettings settings, GatewayTables gateways, IntPredicate bindable, InstantSource time) {
        return new PortLedger(
                settings.firstRelayPort(),
                settings.lastPort(),
                settings.timings().portRest(),
                (port, revision) -> gateways.current().haveClosed(port, revision),
                bindable,
                time,
                List.of(),
                resting -> {});
    }

    private static Map<ComponentRef, ComponentSeen> reported(EdgeStore store) {
        var reported = new HashMap<ComponentRef, ComponentSeen>();
        for (var entry : store.list(EdgeKey.SEEN_COMPONENTS).entries()) {
            reported.put(EdgeKey.componentOf(entry.key()), Values.read(entry.value(), ComponentSeen.class));
        }
        return reported;
    }

    /** Before anything is given out anew: ports, addresses and relays belong to whoever has them. */
    private void takeOver(Site site, OneOffs oneOffs) {
        var addresses = site.store().list(EdgeKey.ADDRESSES).entries();
        var published = addresses.stream().map(WorkerRole::lastPart).collect(Collectors.toSet());
        var needs = new HashMap<String, Set<ComponentRef>>();
        for (var workload : components.adopt(oneOffs, published)) {
            var launch = workload.launch();
            launch.ports().values().forEach(port -> site.ports().hold(port, launch.component()));
            published.remove(launch.instance());
            var dependant = OneOffs.is(launch)
                    ? OneOffs.dependant(launch)
                    : launch.component().toString();
            need(needs, dependant, Launcher.targetOf(launch));
        }
        addresses.stream()
                .filter(entry -> published.contains(lastPart(entry)))
                .forEach(entry -> site.store().delete(entry.key()));
        for (var entry : site.store().list(EdgeKey.WANTED_COMPONENTS).entries()) {
            var body = Values.read(entry.value(), SiteObject.class).body();
            var target = Target.of(Values.read(body, WantedComponent.class));
            need(needs, target.component().toString(), target);
        }
        needs.forEach(site.relays()::need);
        site.relays().closeUnneeded();
    }

    private static void need(Map<String, Set<ComponentRef>> needs, String dependant, Target target) {
        needs.computeIfAbsent(dependant, any -> new HashSet<>()).addAll(Launcher.needs(target));
    }

    private static String lastPart(Entry entry) {
        return entry.key().substring(entry.key().lastIndexOf('/') + 1);
    }

    /** Lets go of everything but the instances. */
    @Override
    public void close() {
        for (var part : parts) {
            try {
                part.close();
            } catch (Exception e) {
                throw new IllegalStateException("a part of the worker did not close", e);
            }
        }
        components.close();
        runtime.close();
    }
}
