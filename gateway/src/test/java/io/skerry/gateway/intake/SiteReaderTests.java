package io.skerry.gateway.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.gateway.route.HostClaim;
import io.skerry.gateway.route.Located;
import io.skerry.gateway.route.PortRef;
import io.skerry.gateway.route.SiteState;
import io.skerry.model.key.EdgeKey;
import io.skerry.model.name.ComponentRef;
import io.skerry.model.name.TenantName;
import io.skerry.model.seen.InstanceAddress;
import io.skerry.model.site.SiteHead;
import io.skerry.model.site.SiteObject;
import io.skerry.model.site.WantedRoute;
import io.skerry.store.value.Values;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SiteReaderTests {

    private static final TenantName ACME = new TenantName("acme");
    private static final ComponentRef WEB = new ComponentRef(ACME, "shop", "web");
    private static final String ROUTE = EdgeKey.wantedRoute(ACME, "shop", "default");
    private static final String ADDRESS = EdgeKey.address(WEB, "web-1");
    private static final SiteState BEFORE =
            new SiteState(head("one", 10), 100, Map.of(ROUTE, claim(10, "old")), Map.of(), Map.of());

    @Test
    void readsRoutesAddressesAndTheHead() {
        var reader = new SiteReader(SiteState.EMPTY);

        reader.put(EdgeKey.HEAD, Values.write(head("one", 7)));
        reader.put(ROUTE, wanted(7, route("shop")));
        reader.put(ADDRESS, Values.write(address()));

        var state = reader.state(5);
        assertThat(state.siteVersion()).isEqualTo(7);
        assertThat(state.routes()).containsEntry(ROUTE, claim(7, "shop"));
        assertThat(state.addresses()).containsEntry(ADDRESS, new Located(WEB, address()));
        assertThat(state.storeRevision()).isEqualTo(5);
    }

    @Test
    void keepsTheLastGoodValueOfAKeyWhenANewOneMakesNoSense() {
        var reader = new SiteReader(SiteState.EMPTY);
        reader.put(ROUTE, wanted(7, route("shop")));

        reader.put(ROUTE, "{".getBytes(StandardCharsets.UTF_8));
        reader.put(EdgeKey.WANTED_ROUTES + "nonsense", "null".getBytes(StandardCharsets.UTF_8));
        reader.put(EdgeKey.RELAYS + "nonsense", "{}".getBytes(StandardCharsets.UTF_8));

        assertThat(reader.state(1).routes()).containsOnlyKeys(ROUTE);
        assertThat(reader.state(1).relays()).isEmpty();
    }

    @Test
    void keepsWhatWasKnownWhenTheStoreHasForgottenEverything() {
        var reader = new SiteReader(BEFORE);

        assertThat(reader.caughtUp()).isFalse();
        assertThat(reader.state(1).routes()).isEqualTo(BEFORE.routes());
    }

    @Test
    void keepsWhatWasKnownUntilTheHeadHasCaughtUp() {
        var reader = new SiteReader(BEFORE);
        reader.put(EdgeKey.HEAD, Values.write(head("one", 9)));
        assertThat(reader.state(1).routes()).containsKey(ROUTE);

        reader.put(EdgeKey.HEAD, Values.write(head("one", 10)));
        assertThat(reader.caughtUp()).isTrue();
        assertThat(reader.state(1).routes()).isEmpty();
    }

    @Test
    void believesAnotherIncarnationOfTheHubAtOnce() {
        var reader = new SiteReader(BEFORE);
        reader.put(EdgeKey.HEAD, Values.write(head("two", 1)));

        assertThat(reader.caughtUp()).isTrue();
        assertThat(reader.state(1).routes()).isEmpty();
    }

    @Test
    void letsGoOfWhatIsDeletedEvenBeforeItHasCaughtUp() {
        var reader = new SiteReader(BEFORE);

        reader.remove(ROUTE);

        assertThat(reader.state(1).routes()).isEmpty();
    }

    private static SiteHead head(String incarnation, long version) {
        return new SiteHead(incarnation, version, "chain", "holding");
    }

    private static HostClaim claim(long version, String host) {
        return new HostClaim(version, List.of(host), new PortRef(WEB, "http"));
    }

    private static WantedRoute route(String host) {
        return new WantedRoute(ACME, "shop", "default", "uid", List.of(host), "web", "http");
    }

    private static InstanceAddress address() {
        return new InstanceAddress("web-1", "127.0.0.1", Map.of("http", 20_100), true);
    }

    private static byte[] wanted(long version, WantedRoute route) {
        return Values.write(new SiteObject(version, "digest", Values.write(route)));
    }
}
