package io.skerry.gateway.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.gateway.route.HostClaim;
import io.skerry.gateway.route.Located;
import io.skerry.gateway.route.PortRef;
import io.skerry.gateway.route.RelayPort;
import io.skerry.gateway.route.SiteState;
import io.skerry.model.name.ComponentRef;
import io.skerry.model.name.TenantName;
import io.skerry.model.seen.InstanceAddress;
import io.skerry.model.site.SiteHead;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableFileTests {

    private static final ComponentRef WEB = new ComponentRef(new TenantName("acme"), "shop", "web");
    private static final SiteState STATE = new SiteState(
            new SiteHead("one", 3, "chain", "holding"),
            9,
            Map.of(
                    "wanted/route/acme/shop/default",
                    new HostClaim(3, List.of("shop.example.com"), new PortRef(WEB, "http"))),
            Map.of(
                    "address/component/acme/shop/web/web-1",
                    new Located(WEB, new InstanceAddress("web-1", "127.0.0.1", Map.of("http", 20_100), true))),
            Map.of("address/relay/acme/shop/web/http", new RelayPort(20_600, new PortRef(WEB, "http"))));

    @TempDir
    Path folder;

    @Test
    void givesBackWhatWasSavedLast() {
        save(SiteState.EMPTY);
        save(STATE);

        assertThat(new TableFile(folder).load()).isEqualTo(STATE);
    }

    @Test
    void startsWithNothingWhereNothingWasSaved() {
        assertThat(new TableFile(folder.resolve("none")).load()).isEqualTo(SiteState.EMPTY);
    }

    @Test
    void startsWithNothingWhenTheFileIsBroken() throws IOException {
        Files.writeString(folder.resolve("table.json"), "{\"head\":");

        assertThat(new TableFile(folder).load()).isEqualTo(SiteState.EMPTY);
    }

    private void save(SiteState state) {
        try (var file = new TableFile(folder)) {
            file.start();
            file.save(state);
        }
    }
}
