package io.skerry.edge.worker.port;

import io.skerry.model.key.EdgeKey;
import io.skerry.model.name.ComponentRef;
import io.skerry.model.name.TenantName;
import io.skerry.model.seen.RelayAddress;
import io.skerry.store.EdgeStore;
import io.skerry.store.value.Values;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The stable loopback ports that gateways hold for dependants, one for each port of a component that another needs. The store keeps them:
 * a dependant finds the same number after every restart.
 */
public final class Relays {

    private final EdgeStore store;
    private final PortLedger ports;
    private final Map<Place, Integer> open = new HashMap<>();
    private final Map<String, Set<ComponentRef>> needs = new HashMap<>();

    /** One port of a component. */
    public record Place(ComponentRef component, String port) {
        private String key() {
            return EdgeKey.relay(component, port);
        }
    }

    /** Begins with the relays that the store has. */
    public Relays(EdgeStore store, PortLedger ports) {
        this.store = store;
        this.ports = ports;
        for (var entry : store.list(EdgeKey.RELAYS).entries()) {
            var parts = entry.key().split("/", -1);
            var address = Values.read(entry.value(), RelayAddress.class);
            var place = new Place(new ComponentRef(new TenantName(parts[2]), parts[3], parts[4]), parts[5]);
            if (ports.hold(address.listen(), place.component())) {
                open.put(place, address.listen());
            }
        }
    }

    /** The port for a place, opened if nobody needed it before; empty if the data center has none left. */
    public synchronized OptionalInt port(Place place) {
        var known = open.get(place);
        if (known != null) {
            return OptionalInt.of(known);
        }
        var port = ports.take(place.component());
        if (port.isPresent()) {
            var address = new RelayAddress(place.component().component(), place.port(), port.getAsInt());
            store.put(place.key(), Values.write(address));
            open.put(place, port.getAsInt());
        }
        return port;
    }

    /**
     * Says which components another needs from now on. Relays are kept while anybody names their component, even when it is not there
     * for a while: a dependant was told the number once and keeps it.
     */
    public void need(ComponentRef dependant, Set<ComponentRef> components) {
        need(dependant.toString(), components);
    }

    /** The same for what is no component: a single instance. */
    public synchronized void need(String dependant, Set<ComponentRef> components) {
        var before = components.isEmpty() ? needs.remove(dependant) : needs.put(dependant, Set.copyOf(components));
        if (before != null && !components.containsAll(before)) {
            closeUnneeded();
        }
    }

    /** Closes what nobody has said to need; for when everybody has spoken. */
    public synchronized void closeUnneeded() {
        var needed = new HashSet<ComponentRef>();
        needs.values().forEach(needed::addAll);
        for (var place : Set.copyOf(open.keySet())) {
            if (!needed.contains(place.component())) {
                var revision = store.delete(place.key());
                ports.release(Objects.requireNonNull(open.remove(place)), revision);
            }
        }
    }
}
