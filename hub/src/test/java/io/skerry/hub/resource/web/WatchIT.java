package io.skerry.hub.resource.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.skerry.hub.TestHub;
import io.skerry.hub.TestHub.Event;
import io.skerry.hub.api.HubException;
import io.skerry.hub.resource.Database;
import io.skerry.hub.resource.Place;
import io.skerry.hub.resource.feed.ChangeFeed;
import io.skerry.hub.resource.store.Resources;
import io.skerry.hub.resource.store.Statuses;
import io.skerry.model.error.ErrorCode;
import io.skerry.model.resource.Kind;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(90)
class WatchIT {

    private static final String APPLICATIONS = "/api/v1/tenants/acme/applications";

    private static TestHub hub;

    @BeforeAll
    static void start() {
        hub = TestHub.start();
        hub.post("/api/v1/tenants", "{\"name\": \"acme\"}");
        hub.post(APPLICATIONS, "{\"name\": \"shop\", \"spec\": {}}");
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @Test
    void aTenantsWatchGoesOnWithOthersChangesAndNeverTellsOfThem() {
        var feed = hub.bean(ChangeFeed.class);
        var from = revision();
        others(3);
        await().until(() -> revision() == from + 3);

        var look = feed.look(from, "acme", 10);
        assertThat(look.changes()).isEmpty();
        assertThat(look.upTo()).isEqualTo(from + 3);

        hub.post(APPLICATIONS, "{\"name\": \"own\", \"spec\": {}}");
        await().untilAsserted(
                        () -> assertThat(feed.look(look.upTo(), "acme", 10).changes())
                                .singleElement()
                                .satisfies(change -> assertThat(change.name()).isEqualTo("own")));
    }

    @Test
    void aHeartbeatSaysWhereToResumeThoughOnlyOthersChangedAndEndsTheWatchOfADeletedToken() throws Exception {
        var token = hub.post("/api/v1/tokens", "{\"name\": \"watching\"}");
        var bearer = "Bearer " + token.json().get("secret").asString();
        var from = revision();
        var path = APPLICATIONS + "?watch=true&revision=" + from;
        var begun = new CountDownLatch(2);
        var staying = watched(
                path, begun, event -> event.type().equals("heartbeat") && Long.parseLong(event.id()) >= from + 2);
        var ending = watched(path, begun, event -> false, "Authorization", bearer);
        begun.await();
        hub.delete("/api/v1/tokens/watching");
        speakOfShop();
        others(2);

        assertThat(staying.get(30, TimeUnit.SECONDS))
                .extracting(Event::type)
                .containsOnlyOnce("status")
                .containsOnly("heartbeat", "status");
        assertThat(ending.get(30, TimeUnit.SECONDS)).extracting(Event::type).containsExactly("heartbeat", "status");
    }

    private static CompletableFuture<List<Event>> watched(
            String path, CountDownLatch begun, Predicate<Event> until, String... headers) {
        return CompletableFuture.supplyAsync(
                () -> hub.watch(
                        path,
                        event -> {
                            begun.countDown();
                            return until.test(event);
                        },
                        headers),
                Thread::startVirtualThread);
    }

    private static void speakOfShop() {
        var shop = hub.bean(Resources.class).find(Place.tenant(Kind.APPLICATION, "acme"), "shop");
        hub.bean(Statuses.class).put(shop.orElseThrow(), Map.of());
    }

    @Test
    void whoWasTooSlowHearsThatChangesAreGone() {
        var from = revision();
        others(3);
        await().until(() -> revision() == from + 3);
        sql("delete from change where revision <= " + (from + 2));

        assertThatThrownBy(() -> hub.bean(ChangeFeed.class).look(from, "acme", 10))
                .isInstanceOfSatisfying(
                        HubException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.REVISION_GONE));
    }

    @Test
    void statusesAreLookedForByTheClockThatStampsThem() {
        var database = hub.bean(Database.class);
        var slow = new Statuses(database, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));

        assertThat(slow.now()).isAfter(Instant.parse("2020-01-01T00:00:00Z"));
    }

    private static void others(int count) {
        for (var i = 0; i < count; i++) {
            assertThat(hub.post("/api/v1/tenants", "{\"name\": \"other-" + System.nanoTime() + "\"}")
                            .status())
                    .isEqualTo(201);
        }
    }

    /** Once everything has its number. */
    private static long revision() {
        var database = hub.bean(Database.class);
        await().until(() -> database.platform(() -> database.sql()
                        .sql("select count(*) from change where revision is null")
                        .query(Integer.class)
                        .single())
                == 0);
        return hub.bean(ChangeFeed.class).revision();
    }

    private static void sql(String statement) {
        var database = hub.bean(Database.class);
        database.platform(() -> database.sql().sql(statement).update());
    }
}
