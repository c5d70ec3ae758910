package io.skerry.hub.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skerry.hub.TestHub;
import io.skerry.hub.TestHub.Answer;
import io.skerry.hub.TestHub.Event;
import io.skerry.hub.datacenter.report.ReportIntake;
import io.skerry.hub.datacenter.session.SiteSessions;
import io.skerry.hub.resource.Database;
import io.skerry.hub.rollout.ScriptedSite;
import io.skerry.model.event.EventType;
import io.skerry.model.message.Epoch;
import io.skerry.model.message.Hello;
import io.skerry.model.message.Report;
import io.skerry.model.message.StatusItem;
import io.skerry.model.site.Holding;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/** What happened, from the words of data centers to who reads of it. */
@Timeout(120)
class EventsIT {

    private static final String EVENTS = "/api/v1/events";
    private static final String SHOP = "/api/v1/tenants/acme/applications/shop";
    private static final String KEY = "seen/component/acme/shop/web";

    private TestHub hub;
    private ScriptedSite east;
    private Epoch epoch;
    private String uid;

    @BeforeEach
    void start() {
        hub = TestHub.start();
        hub.post("/api/v1/tenants", "{\"name\": \"acme\"}");
        hub.post("/api/v1/tenants/acme/applications", "{\"name\": \"shop\", \"spec\": {}}");
        uid = hub.post(SHOP + "/components", "{\"name\": \"web\", \"spec\": {\"type\": \"service\"}}")
                .json()
                .get("uid")
                .asString();
        east = ScriptedSite.add(hub, "east").answers();
        epoch = new Epoch(hub.bean(SiteSessions.class).incarnation(), 1);
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    @Test
    void aTransitionIsToldOnceThoughItsWordComesAgainOrTooLate() {
        var words = List.of(word(1, "deploying"), word(2, "running"), word(3, "failing"), word(4, "running"));
        var arrivals = new ArrayList<>(List.of(words));
        words.forEach(word -> arrivals.add(List.of(word)));
        arrivals.add(words.reversed());

        arrivals.forEach(this::say);

        assertThat(texts("type=component-healthy&type=component-failed"))
                .containsExactly(
                        "healthy, 1 of 1 ready, release 1", "failed, 1 of 1 ready", "healthy, 1 of 1 ready, release 1");
        assertThat(naive(arrivals))
                .as("the control: who tells of every word that comes")
                .isGreaterThan(3);
    }

    @Test
    void aDataCenterThatSaysEverythingAgainAfterItsStoreWasLostTellsNothingNew() {
        say(List.of(word(1, "running")));
        execute("delete from status where dc = 'east'");
        execute("delete from report_position");

        say(List.of(word(1, "running")));
        assertThat(texts("type=component-healthy")).hasSize(1);

        execute("delete from status where dc = 'east'");
        say(List.of(word(2, "failing")));
        assertThat(texts("type=component-failed")).hasSize(1);
    }

    @Test
    void aRestartIsToldWithFiguresAndWithHowOldItIs() {
        var cause = "{\"code\": \"oom\", \"message\": \"OOM:\\u0000 too much.\", \"exitCode\": 137}";
        say(List.of(
                restarts(1, 0, "null"),
                new Report(epoch, 2, 90_000, restarts(2, 2, cause).item())));

        var event = items("tenant=acme&application=shop&component=web&type=instance-restarted")
                .getFirst();

        assertThat(event.path("instance").asString()).isEqualTo("web-1");
        assertThat(event.path("severity").asString()).isEqualTo("warning");
        assertThat(event.path("text").asString()).contains("2 times", "OOM: ");
        assertThat(event.at("/figures/exitCode").asInt()).isEqualTo(137);
        assertThat(Duration.between(
                        Instant.parse(event.path("observedAt").asString()),
                        Instant.parse(event.path("at").asString())))
                .isBetween(Duration.ofSeconds(89), Duration.ofSeconds(91));
    }

    @Test
    void whoFlapsGetsSoManyLinesAMinuteAndOneForTheRest() {
        say(IntStream.rangeClosed(1, 21)
                .mapToObj(n -> restarts(n, n - 1, "null"))
                .toList());
        assertThat(texts("type=instance-restarted")).hasSize(Flood.MOST);

        execute("update event_flood set since = since - interval '2 minutes'");
        hub.bean(EventKeeping.class).look();
        hub.bean(EventKeeping.class).look();

        assertThat(texts("type=instance-restarted"))
                .hasSize(Flood.MOST + 1)
                .last()
                .isEqualTo("15 more restarts within a minute");
    }

    @Test
    void actsOfUsersAreToldWithTheirTransactionAndNotWithoutIt() {
        var web = hub.get(SHOP + "/components/web");
        hub.patch(
                SHOP + "/components/web?dryRun=true",
                "{\"spec\": {\"replicas\": {\"default\": 5}}}",
                "If-Match",
                web.header("ETag"));
        hub.patch(
                SHOP + "/components/web",
                "{\"spec\": {\"replicas\": {\"default\": 3, \"dataCenters\": {\"east\": 2}}}}",
                "If-Match",
                web.header("ETag"));

        assertThat(texts("tenant=acme&type=component-scaled"))
                .containsExactly("user:admin wants 3, 2 in east; it was 1");

        assertThatThrownBy(() -> hub.bean(Database.class).platform(() -> {
                    hub.bean(Events.class).tell(note("never"));
                    throw new IllegalStateException("taken back");
                }))
                .hasMessage("taken back");
        assertThat(texts("")).doesNotContain("never");
    }

    @Test
    void aDataCenterIsCalledAwayOnceAndBackOnce() {
        var sessions = hub.bean(SiteSessions.class);
        say(List.of(word(1, "running")));
        east.silentFor("65 seconds");

        sessions.tellAway();
        sessions.tellAway();
        var hello = new Hello("a", "r2", "s", List.of(), 1, "", "", 0, "", Holding.NOTHING.text(), List.of());
        sessions.claim("east", hello, "h", null);
        sessions.claim("east", hello, "h", null);

        assertThat(types("tenant=acme&application=shop&dataCenter=east&type=data-center-away&type=data-center-back"))
                .as("its applications hear of it")
                .containsExactly("data-center-away", "data-center-back");
        hub.post("/api/v1/tenants", "{\"name\": \"other\"}");
        assertThat(types("tenant=other")).as("who has nothing there does not").isEmpty();
    }

    /** As when the hub that holds it could not reach the database for a while. */
    @Test
    void aDataCenterWhoseSessionGoesOnIsCalledBack() {
        var sessions = hub.bean(SiteSessions.class);
        say(List.of(word(1, "running")));
        east.silentFor("65 seconds");
        sessions.tellAway();

        east.answers();
        sessions.tellAway();
        sessions.tellAway();

        assertThat(types("tenant=acme&application=shop&dataCenter=east&type=data-center-away&type=data-center-back"))
                .containsExactly("data-center-away", "data-center-back");
    }

    @Test
    void operationsAndReleasesAreToldWithTheirNames() {
        east.silentFor("65 seconds");
        var apply = hub.post(
                SHOP + ":deploy",
                "{\"source\": {\"git\": {\"url\": \"https://git.example/shop.git\", \"ref\": \"main\"}}}");
        hub.ended(apply.header("Location"));

        var ended = items("tenant=acme&application=shop").stream()
                .filter(event -> event.path("type").asString().startsWith("operation-"))
                .toList();

        assertThat(ended)
                .isNotEmpty()
                .allSatisfy(
                        event -> assertThat(event.path("operation").asString()).startsWith("op-"));
        assertThat(ended)
                .extracting(event -> event.path("operation").asString())
                .doesNotHaveDuplicates();
    }

    @Test
    void pagesGoFromTheNewestBackAndMissNone() {
        tell(7);

        var first = hub.get(EVENTS + "?limit=3&type=agent-quarantined");
        var second = hub.get(EVENTS + "?limit=3&type=agent-quarantined&cursor="
                + first.json().get("next").asString());
        var third = hub.get(EVENTS + "?limit=3&type=agent-quarantined&cursor="
                + second.json().get("next").asString());

        assertThat(List.of(first, second, third).stream().flatMap(page -> items(page).stream()))
                .extracting(event -> event.path("text").asString())
                .containsExactly("6", "5", "4", "3", "2", "1", "0");
        assertThat(third.json().has("next")).isFalse();
    }

    @Test
    void aStreamThatIsResumedTellsEverythingOnceThoughManyWriteAtOnce() throws Exception {
        var from = head();
        var all = IntStream.range(0, 8)
                .mapToObj(_ -> Thread.startVirtualThread(() -> tell(25)))
                .toList();
        var half = hub.watch(EVENTS + "?watch=true&after=" + from, event -> number(event) >= from + 100);
        var rest = hub.watch(
                EVENTS + "?watch=true",
                event -> number(event) >= from + 200,
                "Last-Event-ID",
                String.valueOf(from + 100));
        for (var each : all) {
            each.join();
        }

        assertThat(Stream.concat(half.stream(), rest.stream())
                        .filter(event -> event.type().equals("event"))
                        .map(EventsIT::number))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(from + 1, from + 200).boxed().toList());
    }

    @Test
    void aStreamEndsWithTheRightToReadIt() throws Exception {
        var token = hub.post("/api/v1/tokens", "{\"name\": \"watching\"}");
        var begun = new CountDownLatch(1);
        var watched = CompletableFuture.supplyAsync(
                () -> hub.watch(
                        EVENTS + "?watch=true",
                        event -> {
                            begun.countDown();
                            return false;
                        },
                        "Authorization",
                        "Bearer " + token.json().get("secret").asString()),
                Thread::startVirtualThread);
        begun.await();
        hub.delete("/api/v1/tokens/watching");
        tell(1);

        assertThat(watched.get(30, TimeUnit.SECONDS)).extracting(Event::type).containsExactly("heartbeat");
    }

    @Test
    void onlySoManyAreKeptAndWhoWantsMoreHearsSo() {
        var from = head();
        tell(5);
        hub.bean(EventKeeping.class).forget(Duration.ofDays(1), 2);

        assertThat(items("")).hasSize(2);
        assertThat(hub.get(EVENTS + "?watch=true&after=" + from).status()).isEqualTo(410);
        assertThat(hub.get(EVENTS + "?watch=true&after=" + (head() + 1)).status())
                .isEqualTo(410);
        hub.bean(EventKeeping.class).forget(Duration.ZERO, 2);
        assertThat(items("")).isEmpty();
    }

    @Test
    void whoSeesATenantSeesItsEventsAndNobodyElseDoes() {
        tell(1);
        hub.post("/api/v1/users", "{\"name\": \"eve\", \"spec\": {}}");
        hub.post("/api/v1/users/eve:password", "{\"password\": \"a-long-password\"}");
        var cookie = hub.send(HttpRequest.newBuilder(hub.uri("/api/v1/sessions"))
                        .POST(BodyPublishers.ofString("{\"user\": \"eve\", \"password\": \"a-long-password\"}")))
                .header("Set-Cookie")
                .split(";", -1)[0];
        for (var query : List.of("", "?tenant=acme", "?tenant=never-was", "?watch=true")) {
            var request = HttpRequest.newBuilder(hub.uri(EVENTS + query))
                    .header("Cookie", cookie)
                    .GET();
            assertThat(hub.send(request).status()).as(query).isEqualTo(404);
        }
        assertThat(hub.get(EVENTS + "?tenant=never-was").status()).isEqualTo(404);
        say(List.of(word(1, "running")));
        assertThat(types("tenant=acme&type=component-healthy")).hasSize(1);
        execute("update event set owner = '" + UUID.randomUUID() + "'");
        assertThat(types("tenant=acme"))
                .as("of a tenant of that name before it")
                .isEmpty();
    }

    @Test
    void whatMakesNoSenseIsRefusedWithAWayOut() {
        assertThat(hub.get(EVENTS + "?type=nonsense").json().get("advice").asString())
                .contains("rollout-failed");
        for (var query :
                List.of("application=shop", "tenant=acme&component=web", "since=yesterday", "limit=0", "cursor=x")) {
            assertThat(hub.get(EVENTS + "?" + query).status()).as(query).isEqualTo(400);
        }
    }

    private void say(List<Report> reports) {
        hub.bean(ReportIntake.class).store("east", "s", epoch, reports);
    }

    private Report word(long seq, String phase) {
        return report(
                seq, "\"phase\": \"" + phase + "\", \"ready\": 1, \"wanted\": 1, \"release\": 1, \"instances\": []");
    }

    private Report restarts(long seq, int restarts, String cause) {
        return report(
                seq,
                "\"phase\": \"deploying\", \"instances\": [{\"id\": \"web-1\", \"restarts\": " + restarts
                        + ", \"cause\": " + cause + "}]");
    }

    private Report report(long seq, String fields) {
        var body = "{\"uid\": \"" + uid + "\", " + fields + "}";
        return new Report(epoch, seq, 0, new StatusItem(KEY, body.getBytes(UTF_8)));
    }

    /** How many lines somebody writes who does not compare. */
    private static long naive(List<List<Report>> arrivals) {
        return arrivals.stream()
                .flatMap(List::stream)
                .filter(report -> !new String(((StatusItem) report.item()).body(), UTF_8).contains("deploying"))
                .count();
    }

    private void tell(int count) {
        for (var i = 0; i < count; i++) {
            var text = String.valueOf(i);
            hub.bean(Database.class).platform(() -> {
                hub.bean(Events.class).tell(note(text));
                return true;
            });
        }
    }

    private static NewEvent note(String text) {
        return NewEvent.now(EventType.AGENT_QUARANTINED, Subject.dataCenter("east"), text);
    }

    private void execute(String statement) {
        var database = hub.bean(Database.class);
        database.platform(() -> database.sql().sql(statement).update());
    }

    private long head() {
        return Long.parseLong(hub.get(EVENTS).json().get("head").asString());
    }

    private static long number(Event event) {
        return Long.parseLong(event.id());
    }

    private List<String> texts(String query) {
        return items(query).stream()
                .map(event -> event.path("text").asString())
                .toList()
                .reversed();
    }

    private List<String> types(String query) {
        return items(query).stream()
                .map(event -> event.path("type").asString())
                .toList()
                .reversed();
    }

    private List<JsonNode> items(String query) {
        return items(hub.get(EVENTS + "?limit=500&" + query));
    }

    private static List<JsonNode> items(Answer page) {
        assertThat(page.status()).isEqualTo(200);
        return StreamSupport.stream(page.json().get("items").spliterator(), false)
                .toList();
    }
}
