package io.skerry.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.testkit.patience.Eventually;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IntakeIT {

    private static final String SHOP = "shop.example.com";

    @TempDir
    Path folder;

    private final TestInstance web = new TestInstance("web-1");
    private TestGateway gateway;

    @BeforeEach
    void start() {
        gateway = TestGateway.start(folder);
    }

    @AfterEach
    void stop() {
        gateway.close();
        web.close();
    }

    @Test
    void reportsWhatIsLive() {
        gateway.serve(SHOP, "web", web);
        long version = gateway.site().route("docs.example.com", "docs");
        gateway.awaitLive(version, 0);

        var table = gateway.site().table();
        assertThat(table.gateway()).isEqualTo("gateway-1");
        assertThat(table.siteVersion()).isEqualTo(version);
        assertThat(table.routes()).isEqualTo(2);
        assertThat(table.instancePorts()).containsExactly(web.port());
    }

    @Test
    void servesEveryRouteOfAVersionOnceItReportsThatVersion() {
        gateway.serve(SHOP, "web", web);

        for (int i = 0; i < 100; i++) {
            var host = "host-" + i + ".example.com";
            gateway.awaitLive(gateway.site().route(host, "web"), 0);
            assertThat(gateway.get(host, "/").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void servesTheLastGoodTableWhenThereIsNoStore() {
        gateway.serve(SHOP, "web", web);
        int relay = RawServer.closedPort();
        gateway.site().relay("web", relay);
        Eventually.await(
                "the relay is held", () -> gateway.site().table().relays().contains(relay));
        gateway.close();
        assertThat(Files.exists(folder.resolve("gateway/table.json"))).isTrue();

        gateway = TestGateway.withoutStore(folder);

        assertThat(gateway.get(SHOP, "/").body()).isEqualTo("web-1 /");
        Eventually.await("the relay answers", () -> answers(relay));
    }

    @Test
    void keepsTheLastGoodTableWhenTheStoreHasLostItsMemory() {
        gateway.serve(SHOP, "web", web);
        gateway.close();

        gateway = TestGateway.start(folder);
        gateway.awaitRevision(gateway.site().address("docs", "docs-1", web.port(), true));

        assertThat(gateway.get(SHOP, "/").statusCode()).isEqualTo(200);
    }

    @Test
    void losesNoRequestWhileTheTableIsSwapped() throws Exception {
        gateway.serve(SHOP, "web", web);
        var done = new CountDownLatch(1);
        var asked = new AtomicInteger();
        var failed = new AtomicInteger();
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int c = 0; c < 4; c++) {
                clients.execute(() -> {
                    while (done.getCount() > 0) {
                        asked.incrementAndGet();
                        if (gateway.get(SHOP, "/").statusCode() != 200) {
                            failed.incrementAndGet();
                        }
                    }
                });
            }
            for (int i = 0; i < 300; i++) {
                gateway.site().route("other-" + i + ".example.com", "other");
                gateway.site().address("other", "other-" + i, 20_000 + i, i % 2 == 0);
            }
            gateway.awaitLive(gateway.site().route("last.example.com", "other"), 0);
            Eventually.await("enough was asked", () -> asked.get() > 500);
            done.countDown();
        }

        assertThat(failed).hasValue(0);
    }

    private static boolean answers(int port) {
        try (var socket = new java.net.Socket(java.net.InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (java.io.IOException e) {
            return false;
        }
    }
}
