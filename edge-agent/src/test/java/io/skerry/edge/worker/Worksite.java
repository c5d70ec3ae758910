package io.skerry.edge.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.edge.worker.instance.Timings;
import io.skerry.edge.worker.instance.Wish;
import io.skerry.model.key.EdgeKey;
import io.skerry.model.name.ComponentRef;
import io.skerry.model.name.DataCenterName;
import io.skerry.model.name.TenantName;
import io.skerry.model.resource.Phase;
import io.skerry.model.seen.ComponentSeen;
import io.skerry.model.seen.GatewayTable;
import io.skerry.model.seen.InstanceAddress;
import io.skerry.model.seen.InstanceSeen;
import io.skerry.model.seen.RelayAddress;
import io.skerry.model.site.SiteHead;
import io.skerry.model.site.SiteObject;
import io.skerry.store.EdgeStore;
import io.skerry.store.value.Values;
import io.skerry.testkit.patience.Eventually;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A data center's store as sync and gateways write it and the hub reads it. */
final class Worksite {

    static final Timings IMPATIENT = new Timings(
            Duration.ofMillis(30),
            Duration.ofMillis(200),
            Duration.ofSeconds(10),
            3,
            Duration.ofMillis(300),
            Duration.ofMillis(200),
            Duration.ofMillis(20),
            Duration.ofMillis(10),
            Duration.ofMillis(20),
            Duration.ofMillis(50));

    private static final TenantName ACME = new TenantName("acme");

    private final EdgeStore store;
    private final AtomicLong version = new AtomicLong();

    Worksite(EdgeStore store) {
        this.store = store;
    }

    static WorkerSettings settings(Path folder, int firstPort, Timings timings) {
        return new WorkerSettings(
                new DataCenterName("east"), folder, firstPort, firstPort + 700, System.getenv("PATH"), timings);
    }

    static ComponentRef component(String name) {
        return new ComponentRef(ACME, "shop", name);
    }

    EdgeStore store() {
        return store;
    }

    void wants(Wish wish) {
        var wanted = wish.wanted();
        var object = new SiteObject(version.incrementAndGet(), "digest", Values.write(wanted));
        store.put(EdgeKey.wanted(wanted.component()), Values.write(object));
    }

    void wantsNoMore(String name) {
        store.delete(EdgeKey.wanted(component(name)));
    }

    void receivedEverything() {
        store.put(EdgeKey.HEAD, Values.write(new SiteHead("hub", version.get(), "", "")));
    }

    void gatewaySendsTo(List<Integer> ports) {
        var table = new GatewayTable("gateway-1", version.get(), store.revision(), 1, List.of(), ports);
        store.put(EdgeKey.table("gateway-1"), Values.write(table));
    }

    @Nullable
    ComponentSeen seen(String name) {
        var entry = store.get(EdgeKey.seen(component(name)));
        return entry == null ? null : Values.read(entry.value(), ComponentSeen.class);
    }

    /** Waits for such a report. */
    ComponentSeen awaits(String name, Predicate<ComponentSeen> what) {
        try {
            Eventually.await("such report of " + name, () -> {
                var seen = seen(name);
                return seen != null && what.test(seen);
            });
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "; the last one: " + seen(name), e);
        }
        return Objects.requireNonNull(seen(name));
    }

    ComponentSeen awaitsRunning(String name, long release) {
        return awaits(name, seen -> seen.phase() == Phase.RUNNING && seen.release() == release && seen.applied());
    }

    void awaitsGone(String name) {
        Eventually.await("disappearance of " + name, () -> seen(name) == null);
    }

    List<InstanceAddress> addresses(String name) {
        return store.list(EdgeKey.ADDRESSES + component(name) + "/").entries().stream()
                .map(entry -> Values.read(entry.value(), InstanceAddress.class))
                .toList();
    }

    List<RelayAddress> relays() {
        return store.list(EdgeKey.RELAYS).entries().stream()
                .map(entry -> Values.read(entry.value(), RelayAddress.class))
                .toList();
    }

    /** The one instance of a component. */
    InstanceSeen only(String name) {
        var seen = seen(name);
        assertThat(seen).isNotNull();
        assertThat(seen.instances()).hasSize(1);
        return seen.instances().getFirst();
    }
}
