package io.skerry.gateway.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.gateway.route.SiteState;
import io.skerry.gateway.route.SiteState.VersionedRoute;
import io.skerry.model.name.TenantName;
import io.skerry.model.seen.InstanceAddress;
import io.skerry.model.seen.RelayAddress;
import io.skerry.model.site.SiteHead;
import io.skerry.model.site.WantedRoute;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableFileTests {

    private static final SiteState STATE = new SiteState(
            new SiteHead("one", 3, "chain", "holding"),
            9,
            Map.of(
                    "wanted/route/acme/shop/default",
                    new VersionedRoute(
                            3,
                            new WantedRoute(
                                    new TenantName("acme"),
                                    "shop",
                                    "default",
                                    "uid",
                                    List.of("shop.example.com"),
                                    "web",
                                    "http"))),
            Map.of(
                    "address/component/acme/shop/web/web-1",
                    new InstanceAddress("web-1", "127.0.0.1", Map.of("http", 20_100), true)),
            Map.of("address/relay/acme/shop/db/sql", new RelayAddress("db", "sql", 20_600)));

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
