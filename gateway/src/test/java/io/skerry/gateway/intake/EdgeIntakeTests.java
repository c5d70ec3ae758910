package io.skerry.gateway.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.gateway.address.AddressBook;
import io.skerry.gateway.route.LiveTable;
import io.skerry.gateway.stream.Relays;
import io.skerry.model.key.EdgeKey;
import io.skerry.model.site.SiteHead;
import io.skerry.store.value.Values;
import io.skerry.testkit.patience.Eventually;
import io.skerry.testkit.store.InMemoryEdgeStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.netty.resources.LoopResources;

class EdgeIntakeTests {

    private static final String GATEWAY = "gateway-1";

    @TempDir
    Path folder;

    private final LoopResources loops = LoopResources.create("test", 1, true);
    private final LiveTable live = new LiveTable();
    private final AddressBook addresses = new AddressBook(loops, Duration.ofSeconds(1), Duration.ofSeconds(1));
    private final Relays relays = new Relays(loops, live, addresses);
    private final InMemoryEdgeStore store = new InMemoryEdgeStore();
    private EdgeIntake intake;

    @BeforeEach
    void start() {
        store.put(EdgeKey.HEAD, Values.write(new SiteHead("incarnation", 7, "chain", "holding")));
        intake = new EdgeIntake(
                () -> store,
                new TableFile(folder),
                new TableInstaller(live, addresses, relays),
                new TableReporter(GATEWAY, live, addresses, relays));
        intake.start();
    }

    @AfterEach
    void stop() {
        intake.close();
        loops.dispose();
    }

    @Test
    void saysOfNoTableThatItIsLiveBeforeItListens() {
        Eventually.await("the table is installed", () -> live.current().siteVersion() == 7);
        Eventually.await("the table is on disk", () -> Files.exists(folder.resolve("table.json")));
        assertThat(store.get(EdgeKey.table(GATEWAY))).isNull();

        intake.listening();

        Eventually.await("the table is reported", () -> store.get(EdgeKey.table(GATEWAY)) != null);
    }
}
