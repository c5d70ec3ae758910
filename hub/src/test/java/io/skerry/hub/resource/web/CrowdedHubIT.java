package io.skerry.hub.resource.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.hub.TestHub;
import io.skerry.hub.api.Cursor;
import io.skerry.hub.api.Selector;
import io.skerry.hub.api.StreamLimit;
import io.skerry.hub.resource.Place;
import io.skerry.hub.resource.Stored;
import io.skerry.hub.resource.store.Resources;
import io.skerry.model.resource.Kind;
import io.skerry.testkit.patience.Eventually;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a crowd may make the hub hold in memory. */
@Tag("F44")
@Timeout(60)
class CrowdedHubIT {

    private static final Place COMPONENTS = Place.application(Kind.COMPONENT, "acme", "shop");
    private static final String PATH = "/api/v1/tenants/acme/applications/shop/components";
    private static final int LARGE_ONES = 30;
    /** A page may pass its limit by one object and what every object says besides its spec. */
    private static final long MOST = Resources.SLICE_BYTES + 250_000;

    private static TestHub hub;

    @BeforeAll
    static void start() {
        hub = TestHub.start();
        hub.post("/api/v1/data-centers", "{\"name\": \"east\", \"spec\": {\"runtime\": \"process\"}}");
        hub.post("/api/v1/tenants", "{\"name\": \"acme\", \"spec\": {}}");
        hub.post(
                "/api/v1/tenants/acme/applications",
                "{\"name\": \"shop\", \"spec\": {\"placement\": {\"dataCenters\": [\"east\"]}}}");
        for (int i = 0; i < LARGE_ONES; i++) {
            var spec = "{\"type\": \"service\", \"env\": [{\"name\": \"LARGE\", \"value\": \"" + "x".repeat(180_000)
                    + "\"}]}";
            var created = hub.post(PATH, "{\"name\": \"c-%02d\", \"spec\": %s}".formatted(i, spec));
            assertThat(created.status()).isEqualTo(201);
        }
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @Test
    void aPageOfLargeOnesEndsEarlyAndTheNextGoesOn() {
        var names = new ArrayList<String>();
        var sizes = new ArrayList<Integer>();
        for (var cursor = ""; cursor != null; ) {
            var page = hub.get(PATH + "?limit=500" + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
            sizes.add(page.response().body().length());
            page.json().get("items").forEach(item -> names.add(item.get("name").asString()));
            cursor = page.json().has("next") ? page.json().get("next").asString() : null;
        }

        assertThat(names).hasSize(LARGE_ONES).isSorted().doesNotHaveDuplicates();
        assertThat(sizes)
                .hasSizeGreaterThan(1)
                .allSatisfy(size -> assertThat((long) size).isLessThan(MOST));
    }

    @Test
    void oneReadWithoutThatLimitFailsTheSameCheck() {
        var rows = hub.bean(Resources.class).page(COMPONENTS, false, Selector.ALL, new Cursor("", ""), 500);

        assertThat(bytes(rows)).isGreaterThan(MOST);
    }

    @Test
    void idleStreamsOfOneUserAreLimitedAndThePlacesComeBack() throws IOException {
        var streams = new ArrayList<Socket>();
        try {
            var statuses = new ArrayList<Integer>();
            for (int i = 0; i < StreamLimit.PER_USER + 20; i++) {
                var stream = watch();
                streams.add(stream);
                statuses.add(status(stream));
            }

            assertThat(new HashSet<>(statuses)).containsExactlyInAnyOrder(200, 429);
            assertThat(statuses.stream().filter(status -> status == 200)).hasSize(StreamLimit.PER_USER);
            assertThat(hub.get("/api/v1/tenants").status()).isEqualTo(200);
        } finally {
            for (var stream : streams) {
                stream.close();
            }
        }
        // The hub learns that a reader is gone when it next writes to it.
        hub.post("/api/v1/tenants", "{\"name\": \"wake\", \"spec\": {}}");
        Eventually.await("a place comes back", () -> {
            try (var stream = watch()) {
                return status(stream) == 200;
            } catch (IOException e) {
                return false;
            }
        });
    }

    private static long bytes(List<Stored> rows) {
        return rows.stream().mapToLong(row -> row.spec().toString().length()).sum();
    }

    private static Socket watch() throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), hub.uri("/").getPort());
        socket.setSoTimeout(20_000);
        socket.getOutputStream()
                .write(("GET /api/v1/tenants?watch=true HTTP/1.1\r\nHost: hub\r\nAuthorization: Bearer " + hub.token()
                                + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static int status(Socket socket) throws IOException {
        var line = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                .readLine();
        return Integer.parseInt(line.split(" ", -1)[1]);
    }
}
