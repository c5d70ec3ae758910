package io.skerry.gateway;

import io.skerry.model.key.EdgeKey;
import io.skerry.model.name.ComponentRef;
import io.skerry.model.name.TenantName;
import io.skerry.model.seen.GatewayTable;
import io.skerry.model.seen.InstanceAddress;
import io.skerry.model.seen.RelayAddress;
import io.skerry.model.site.SiteHead;
import io.skerry.model.site.SiteObject;
import io.skerry.model.site.WantedRoute;
import io.skerry.store.EdgeStore;
import io.skerry.store.Operation;
import io.skerry.store.Txn;
import io.skerry.store.value.Values;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** Writes to an edge store what the agent's sync and worker would. */
final class TestSite {

    static final TenantName ACME = new TenantName("acme");

    private final EdgeStore store;
    private final AtomicLong version = new AtomicLong();

    TestSite(EdgeStore store) {
        this.store = store;
    }

    static ComponentRef component(String name) {
        return new ComponentRef(ACME, "shop", name);
    }

    /** Leads a host to the port {@code http} of a component, the head with it; returns the site version. */
    long route(String host, String component) {
        var name = "r-" + Integer.toHexString(host.hashCode());
        var route = new WantedRoute(ACME, "shop", name, "uid-" + name, List.of(host), component, "http");
        long now = version.incrementAndGet();
        store.txn(Txn.of(
                Operation.put(
                        EdgeKey.wantedRoute(ACME, "shop", name),
                        Values.write(new SiteObject(now, "digest", Values.write(route)))),
                Operation.put(EdgeKey.HEAD, Values.write(new SiteHead("incarnation", now, "chain", "holding")))));
        return now;
    }

    /** Says where an instance is; returns the store's revision. */
    long address(String component, String instance, int port, boolean ready) {
        return store.put(
                EdgeKey.address(component(component), instance),
                Values.write(new InstanceAddress(instance, "127.0.0.1", Map.of("http", port), ready)));
    }

    /** Takes an instance out; returns the store's revision. */
    long gone(String component, String instance) {
        return store.delete(EdgeKey.address(component(component), instance));
    }

    void relay(String component, int listen) {
        store.put(
                EdgeKey.relay(component(component), "http"), Values.write(new RelayAddress(component, "http", listen)));
    }

    void noRelay(String component) {
        store.delete(EdgeKey.relay(component(component), "http"));
    }

    /** What the gateway reported last. */
    GatewayTable table() {
        var entry = store.get(EdgeKey.table("gateway-1"));
        return entry == null
                ? new GatewayTable("gateway-1", 0, 0, 0, List.of(), List.of())
                : Values.read(entry.value(), GatewayTable.class);
    }
}
