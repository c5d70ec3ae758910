package io.skerry.model.key;

import io.skerry.model.name.ComponentRef;
import io.skerry.model.name.TenantName;

/**
 * Builds keys of the edge store. One role writes each family: {@code head}, {@code sync/} and {@code wanted/} the agent's sync,
 * {@code outbox/} the agent's reports, {@code seen/} and
 * {@code address/} the worker, {@code table/} the gateway, {@code order/} the agent's command handler (state by the role that takes it),
 * {@code answer/} whoever did the command, {@code lease/} its holder, {@code sealed/} the agent's secrets.
 */
public final class EdgeKey {

    public static final String HEAD = "head";
    public static final String WANTED = "wanted/";
    public static final String WANTED_COMPONENTS = "wanted/component/";
    public static final String WANTED_ROUTES = "wanted/route/";
    public static final String SEEN = "seen/";
    public static final String SEEN_COMPONENTS = "seen/component/";
    /** {@code seen/machine} → {@link io.skerry.model.seen.MachineSeen}. */
    public static final String SEEN_MACHINE = "seen/machine";

    public static final String SEEN_VOLUMES = "seen/volume/";

    public static final String ADDRESSES = "address/component/";
    public static final String RELAYS = "address/relay/";
    public static final String TABLES = "table/";
    public static final String ORDERS = "order/";
    public static final String ANSWERS = "answer/";
    public static final String LEASES = "lease/";
    public static final String SEALED = "sealed/";
    /** Whose word the data center heard last, and how far beyond {@code head} it is. */
    public static final String SYNC = "sync/";
    /** {@code outbox/<key>}: which revision of a key was reported under which number. */
    public static final String OUTBOX = "outbox/";

    private EdgeKey() {}

    /** {@code wanted/component/<tenant>/<app>/<component>} → {@link io.skerry.model.site.WantedComponent}. */
    public static String wanted(ComponentRef component) {
        return WANTED_COMPONENTS + component;
    }

    /** {@code wanted/route/<tenant>/<app>/<name>} → {@link io.skerry.model.site.WantedRoute}. */
    public static String wantedRoute(TenantName tenant, String application, String name) {
        return WANTED_ROUTES + tenant + "/" + application + "/" + name;
    }

    /** {@code seen/component/<tenant>/<app>/<component>} → {@link io.skerry.model.seen.ComponentSeen}. */
    public static String seen(ComponentRef component) {
        return SEEN_COMPONENTS + component;
    }

    /** {@code seen/volume/<tenant>/<app>/<component>/<volume>} → {@link io.skerry.model.seen.VolumeSeen}. */
    public static String seenVolume(ComponentRef component, String name) {
        return SEEN_VOLUMES + component + "/" + name;
    }

    /** {@code address/component/<tenant>/<app>/<component>/<instance>} → {@link io.skerry.model.seen.InstanceAddress}. */
    public static String address(ComponentRef component, String instance) {
        return ADDRESSES + component + "/" + instance;
    }

    /** {@code address/relay/<tenant>/<app>/<component>/<port>} → {@link io.skerry.model.seen.RelayAddress}. */
    public static String relay(ComponentRef component, String portName) {
        return RELAYS + component + "/" + portName;
    }

    /** {@code table/<gateway>} → {@link io.skerry.model.seen.GatewayTable}. */
    public static String table(String gateway) {
        return TABLES + gateway;
    }

    /** {@code order/<queue>/<id>}. */
    public static String order(String queue, String id) {
        return ORDERS + queue + "/" + id;
    }

    /** {@code answer/<command>} → {@link io.skerry.model.message.CommandResult}. */
    public static String answer(String command) {
        return ANSWERS + command;
    }

    /** {@code lease/<role>}. */
    public static String lease(String role) {
        return LEASES + role;
    }

    /** The component that a {@code wanted/component/}, {@code seen/component/} or {@code address/component/} key names. */
    public static ComponentRef componentOf(String key) {
        var parts = key.split("/", -1);
        if (parts.length < 5 || !parts[1].equals("component")) {
            throw new IllegalArgumentException("no component's key: " + key);
        }
        return new ComponentRef(new TenantName(parts[2]), parts[3], parts[4]);
    }
}
