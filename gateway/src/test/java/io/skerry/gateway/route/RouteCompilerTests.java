package io.skerry.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.model.key.EdgeKey;
import io.skerry.model.name.ComponentRef;
import io.skerry.model.name.TenantName;
import io.skerry.model.seen.InstanceAddress;
import io.skerry.model.site.SiteHead;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RouteCompilerTests {

    private static final TenantName ACME = new TenantName("acme");
    private static final ComponentRef WEB = new ComponentRef(ACME, "shop", "web");
    private static final ComponentRef DB = new ComponentRef(ACME, "shop", "db");

    private final Map<String, HostClaim> routes = new HashMap<>();
    private final Map<String, Located> addresses = new HashMap<>();
    private final Map<String, RelayPort> relays = new HashMap<>();

    @Test
    void leadsAHostToTheReadyInstancesOfItsComponent() {
        route("default", 3, WEB, "shop.example.com");
        address(WEB, "web-1", true, Map.of("http", 20_100));
        address(WEB, "web-2", true, Map.of("http", 20_101));
        address(DB, "db-1", true, Map.of("http", 20_102));

        var backend = table().host("shop.example.com");

        assertThat(backend).isNotNull();
        assertThat(backend.ready())
                .containsExactly(new Target("web-1", "127.0.0.1", 20_100), new Target("web-2", "127.0.0.1", 20_101));
    }

    @Test
    void sendsNothingToAnInstanceThatIsNotReadyButKnowsIt() {
        route("default", 3, WEB, "shop.example.com");
        address(WEB, "web-1", false, Map.of("http", 20_100));

        var table = table();

        assertThat(table.host("shop.example.com")).isEqualTo(new Backend(new PortRef(WEB, "http"), List.of(), 1));
        assertThat(table.ready()).isEmpty();
        assertThat(table.known()).containsExactly(new Target("web-1", "127.0.0.1", 20_100));
    }

    @Test
    void leavesOutAnInstanceWithoutTheRoutesPort() {
        route("default", 3, WEB, "shop.example.com");
        address(WEB, "web-1", true, Map.of("admin", 20_100));

        assertThat(table().ready()).isEmpty();
    }

    @Test
    void namesNoTargetThatNeitherRouteNorRelayLeadsTo() {
        address(WEB, "web-1", true, Map.of("http", 20_100));

        assertThat(table().known()).isEmpty();
    }

    @Test
    void readsHostsInLowerCase() {
        route("default", 3, WEB, "Shop.Example.COM");

        assertThat(table().host("shop.example.com")).isNotNull();
    }

    @Test
    void givesAHostThatTwoRoutesClaimToTheNewerSiteVersion() {
        route("a-new", 9, DB, "shop.example.com");
        route("b-old", 4, WEB, "shop.example.com");

        var backend = table().host("shop.example.com");

        assertThat(backend).isNotNull();
        assertThat(backend.port().component()).isEqualTo(DB);
    }

    @Test
    void leadsARelayToItsComponentsPort() {
        relays.put(EdgeKey.relay(DB, "sql"), new RelayPort(20_600, new PortRef(DB, "sql")));
        address(DB, "db-1", true, Map.of("sql", 20_110));

        var backend = table().relay(20_600);

        assertThat(backend).isNotNull();
        assertThat(backend.ready()).containsExactly(new Target("db-1", "127.0.0.1", 20_110));
    }

    @Test
    void carriesTheVersionsItWasMadeFrom() {
        assertThat(table().siteVersion()).isEqualTo(17);
        assertThat(table().storeRevision()).isEqualTo(42);
    }

    private RouteTable table() {
        var head = new SiteHead("incarnation", 17, "chain", "holding");
        return RouteCompiler.compile(new SiteState(head, 42, routes, addresses, relays));
    }

    private void route(String name, long version, ComponentRef to, String host) {
        routes.put(
                EdgeKey.wantedRoute(ACME, "shop", name),
                new HostClaim(version, List.of(host), new PortRef(to, "http")));
    }

    private void address(ComponentRef component, String instance, boolean ready, Map<String, Integer> ports) {
        addresses.put(
                EdgeKey.address(component, instance),
                new Located(component, new InstanceAddress(instance, "127.0.0.1", ports, ready)));
    }
}
