package io.skerry.gateway.intake;

import io.skerry.gateway.route.HostClaim;
import io.skerry.gateway.route.Located;
import io.skerry.gateway.route.PortRef;
import io.skerry.gateway.route.RelayPort;
import io.skerry.gateway.route.SiteState;
import io.skerry.model.error.LogKeys;
import io.skerry.model.key.EdgeKey;
import io.skerry.model.name.ComponentRef;
import io.skerry.model.name.TenantName;
import io.skerry.model.seen.InstanceAddress;
import io.skerry.model.seen.RelayAddress;
import io.skerry.model.site.SiteHead;
import io.skerry.model.site.SiteObject;
import io.skerry.model.site.WantedRoute;
import io.skerry.store.value.Values;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the edge store's entries and says what the site holds. A value that makes no sense leaves the last good one of its key. A store
 * that knows less than was known before (it lost its memory and is filled again) deletes nothing by its gaps: until its head has caught
 * up, what was known before stays beneath. Used by one thread.
 */
final class SiteReader {

    private static final Logger LOG = LoggerFactory.getLogger(SiteReader.class);

    private final SiteState before;
    private final Map<String, HostClaim> oldRoutes;
    private final Map<String, Located> oldAddresses;
    private final Map<String, RelayPort> oldRelays;
    private final Map<String, HostClaim> routes = new HashMap<>();
    private final Map<String, Located> addresses = new HashMap<>();
    private final Map<String, RelayPort> relays = new HashMap<>();
    private @Nullable SiteHead head;

    /** @param before what was known until now */
    SiteReader(SiteState before) {
        this.before = before;
        oldRoutes = new HashMap<>(before.routes());
        oldAddresses = new HashMap<>(before.addresses());
        oldRelays = new HashMap<>(before.relays());
    }

    /** Takes a key's value; keys of no concern are let pass. */
    void put(String key, byte[] value) {
        try {
            if (key.equals(EdgeKey.HEAD)) {
                head = Values.read(value, SiteHead.class);
            } else if (key.startsWith(EdgeKey.WANTED_ROUTES)) {
                routes.put(key, route(value));
            } else if (key.startsWith(EdgeKey.ADDRESSES)) {
                addresses.put(key, address(key, value));
            } else if (key.startsWith(EdgeKey.RELAYS)) {
                relays.put(key, relay(key, value));
            }
        } catch (RuntimeException e) {
            // Whatever is wrong with one value, it must not stop the others.
            keepLastGood(key);
            LOG.atWarn()
                    .addKeyValue(LogKeys.KEY, key)
                    .addKeyValue(LogKeys.ERROR, e.getMessage())
                    .log("a value makes no sense; its last good one stays");
        }
    }

    /** Takes that a key is gone. */
    void remove(String key) {
        routes.remove(key);
        addresses.remove(key);
        relays.remove(key);
        oldRoutes.remove(key);
        oldAddresses.remove(key);
        oldRelays.remove(key);
    }

    /** Whether the store knows at least what was known before. */
    boolean caughtUp() {
        if (before.head() == null) {
            return true;
        }
        return head != null
                && (!head.incarnation().equals(before.head().incarnation())
                        || head.version() >= before.head().version());
    }

    /**
     * What the site holds.
     *
     * @param revision up to which everything was taken
     */
    SiteState state(long revision) {
        if (caughtUp()) {
            return new SiteState(head, revision, routes, addresses, relays);
        }
        return new SiteState(
                head, revision, over(oldRoutes, routes), over(oldAddresses, addresses), over(oldRelays, relays));
    }

    private static HostClaim route(byte[] value) {
        var object = Values.read(value, SiteObject.class);
        var route = Values.read(object.body(), WantedRoute.class);
        var component = new ComponentRef(required(route.tenant()), route.application(), route.component());
        return new HostClaim(object.version(), route.hosts(), new PortRef(component, required(route.port())));
    }

    private static Located address(String key, byte[] value) {
        var address = Values.read(value, InstanceAddress.class);
        required(address.instance());
        required(address.host());
        return new Located(EdgeKey.componentOf(key), address);
    }

    private static RelayPort relay(String key, byte[] value) {
        var relay = Values.read(value, RelayAddress.class);
        var parts = key.split("/", -1);
        if (parts.length != 6) {
            throw new IllegalArgumentException("no relay's key");
        }
        var component = new ComponentRef(new TenantName(parts[2]), parts[3], parts[4]);
        return new RelayPort(relay.listen(), new PortRef(component, required(relay.portName())));
    }

    private static <T> T required(T part) {
        return Objects.requireNonNull(part, "a part is missing");
    }

    private void keepLastGood(String key) {
        keep(key, before.routes(), routes);
        keep(key, before.addresses(), addresses);
        keep(key, before.relays(), relays);
    }

    private static <T> void keep(String key, Map<String, T> before, Map<String, T> now) {
        var old = before.get(key);
        if (old != null) {
            now.putIfAbsent(key, old);
        }
    }

    private static <T> Map<String, T> over(Map<String, T> old, Map<String, T> now) {
        var both = new HashMap<>(old);
        both.putAll(now);
        return both;
    }
}
