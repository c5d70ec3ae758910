package io.skerry.gateway.route;

import io.skerry.gateway.route.SiteState.VersionedRoute;
import io.skerry.model.key.EdgeKey;
import io.skerry.model.name.ComponentRef;
import io.skerry.model.name.TenantName;
import io.skerry.model.seen.InstanceAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Makes the table from what the site holds. Pure: the same state gives the same table. */
public final class RouteCompiler {

    private static final Comparator<Map.Entry<String, VersionedRoute>> OLDEST_FIRST =
            Comparator.<Map.Entry<String, VersionedRoute>>comparingLong(
                            e -> e.getValue().version())
                    .thenComparing(Map.Entry::getKey);

    private final Map<ComponentRef, List<InstanceAddress>> instances = new HashMap<>();
    private final Map<PortRef, Backend> backends = new HashMap<>();
    private final Set<Target> ready = new HashSet<>();
    private final Set<Target> known = new HashSet<>();

    private RouteCompiler() {}

    /** The table of a state. Of two routes that claim a host the one with the newer site version has it: the hub's latest word. */
    public static RouteTable compile(SiteState state) {
        return new RouteCompiler().table(state);
    }

    private RouteTable table(SiteState state) {
        state.addresses()
                .forEach((key, address) -> instances
                        .computeIfAbsent(EdgeKey.componentOf(key), any -> new ArrayList<>())
                        .add(address));
        var hosts = new HashMap<String, Backend>();
        for (var entry : state.routes().entrySet().stream().sorted(OLDEST_FIRST).toList()) {
            var route = entry.getValue().route();
            var port =
                    new PortRef(new ComponentRef(route.tenant(), route.application(), route.component()), route.port());
            route.hosts().forEach(host -> hosts.put(host.toLowerCase(Locale.ROOT), backend(port)));
        }
        var relays = new HashMap<Integer, Backend>();
        state.relays()
                .forEach((key, relay) ->
                        relays.put(relay.listen(), backend(new PortRef(componentOfRelay(key), relay.portName()))));
        return new RouteTable(hosts, relays, ready, known, state.siteVersion(), state.storeRevision());
    }

    /**
     * The component that an {@code address/relay/} key names.
     *
     * @throws IllegalArgumentException if it is no such key
     */
    public static ComponentRef componentOfRelay(String key) {
        var parts = key.split("/", -1);
        if (parts.length != 6 || !key.startsWith(EdgeKey.RELAYS)) {
            throw new IllegalArgumentException("no relay's key: " + key);
        }
        return new ComponentRef(new TenantName(parts[2]), parts[3], parts[4]);
    }

    private Backend backend(PortRef port) {
        return backends.computeIfAbsent(port, this::gather);
    }

    private Backend gather(PortRef port) {
        var targets = new ArrayList<Target>();
        int unready = 0;
        for (var address : instances.getOrDefault(port.component(), List.of())) {
            var number = address.ports().get(port.port());
            if (number == null) {
                continue;
            }
            var target = new Target(address.instance(), address.host(), number);
            known.add(target);
            if (address.ready()) {
                targets.add(target);
            } else {
                unready++;
            }
        }
        targets.sort(Comparator.comparing(Target::instance));
        ready.addAll(targets);
        return new Backend(port, targets, unready);
    }
}
