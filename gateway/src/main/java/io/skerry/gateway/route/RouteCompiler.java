package io.skerry.gateway.route;

import io.skerry.model.name.ComponentRef;
import io.skerry.model.seen.InstanceAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;

/** Makes the table from what the site holds. Pure: the same state gives the same table. */
public final class RouteCompiler {

    private static final BinaryOperator<Claimed> NEWER = BinaryOperator.maxBy(
            Comparator.<Claimed>comparingLong(c -> c.claim().version()).thenComparing(Claimed::key));

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
        for (var located : state.addresses().values()) {
            instances
                    .computeIfAbsent(located.component(), any -> new ArrayList<>())
                    .add(located.address());
        }
        var claims = new HashMap<String, Claimed>();
        state.routes()
                .forEach((key, claim) ->
                        claim.hosts().forEach(host -> claims.merge(host, new Claimed(key, claim), NEWER)));
        var hosts = new HashMap<String, Backend>();
        var routes = new HashMap<String, String>();
        claims.forEach((host, claimed) -> {
            hosts.put(host, backend(claimed.claim().to()));
            routes.put(host, claimed.key());
        });
        var relays = new HashMap<Integer, Backend>();
        state.relays().values().forEach(relay -> relays.put(relay.listen(), backend(relay.to())));
        return new RouteTable(hosts, routes, relays, ready, known, state.siteVersion(), state.storeRevision());
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

    /** A host's claim and the key it was found under, the last word between two of one version. */
    private record Claimed(String key, HostClaim claim) {}
}
