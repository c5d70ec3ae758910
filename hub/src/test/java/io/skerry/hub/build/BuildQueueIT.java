package io.skerry.hub.build;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.awaitility.Awaitility.setDefaultTimeout;

import io.skerry.hub.TestHub;
import io.skerry.hub.TestHub.Answer;
import io.skerry.hub.api.Json;
import io.skerry.hub.command.CommandOutbox;
import io.skerry.hub.datacenter.Presence;
import io.skerry.hub.resource.Database;
import io.skerry.hub.rollout.ScriptedSite;
import io.skerry.model.build.BuildResult;
import io.skerry.model.build.BuildResult.State;
import io.skerry.model.error.Cause;
import io.skerry.model.error.ErrorCode;
import io.skerry.model.message.CommandResult;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The line of builds before two data centers whose builders say what they are told to. */
class BuildQueueIT {

    private TestHub hub;
    private ScriptedSite east;
    private ScriptedSite west;

    @BeforeEach
    void start() {
        setDefaultTimeout(Duration.ofSeconds(60));
        hub = TestHub.start();
        hub.post("/api/v1/tenants", "{\"name\": \"acme\"}");
        hub.post("/api/v1/tenants", "{\"name\": \"beta\"}");
        east = ScriptedSite.add(hub, "east").answers();
        west = ScriptedSite.add(hub, "west").answers();
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    @Test
    void twoDataCentersTakeOrdersAndTenantsTakeTurns() {
        IntStream.range(0, 6).forEach(n -> deploy("acme", "a" + n));
        await().until(() -> orders("east").size() == 1 && orders("west").size() == 1);
        var single = deploy("beta", "b");
        await().untilAsserted(() -> assertThat(queue("beta", "b")).isEqualTo("3"));
        await().untilAsserted(() -> assertThat(step(single)).isEqualTo("3rd in the queue"));

        var first = orders("east").getFirst();
        says("east", first, State.RUNNING, null);

        await().until(() -> orders("east").size() == 2);
        assertThat(tenantOf(orders("east").get(1))).isEqualTo("beta");
        assertThat(orders("west")).hasSize(1);

        says("east", first, State.FAILED, Cause.of(ErrorCode.BUILD_FAILED, "It does not compile.", null));
        says("east", orders("east").get(1), State.RUNNING, null);
        await().until(() -> orders("east").size() == 3);
        assertThat(tenantOf(orders("east").get(2))).isEqualTo("acme");
    }

    @Test
    void anotherDataCenterTakesOverAndASecondFailureIsFinal() {
        var operation = deploy("acme", "shop");
        var begun = new String[1];
        await().until(() -> !orders("east").isEmpty());
        begun[0] = orders("east").getFirst();
        says("east", begun[0], State.RUNNING, null);

        east.silentFor("1 minute");

        await().until(() -> !orders("west").isEmpty());
        var again = orders("west").getFirst();
        assertThat(again).isNotEqualTo(begun[0]);
        assertThat(cancelsFor("east")).containsExactly(begun[0]);
        // its late word changes nothing
        says("east", begun[0], State.FAILED, Cause.of(ErrorCode.BUILD_FAILED, "It does not compile.", null));
        says("west", again, State.RUNNING, null);
        await().untilAsserted(() ->
                assertThat(build("acme", "shop").at("/status/state").asString()).isEqualTo("running"));
        assertThat(build("acme", "shop").at("/spec/dataCenter").asString()).isEqualTo("west");

        east.answers();
        west.silentFor("1 minute");

        var ended = hub.ended(operation.header("Location"));
        assertThat(ended.json().at("/status/state").asString()).isEqualTo("failed");
        assertThat(ended.json().at("/status/cause/message").asString())
                .isEqualTo("Data center west went away while it worked on this build, as another one did before.");
        assertThat(build("acme", "shop").at("/status/state").asString()).isEqualTo("lost");
        assertThat(orders("east")).hasSize(1);
    }

    @Test
    void buildsGoWhereThereIsABuilder() {
        east.answers("worker relay");
        await().until(() -> !hub.bean(Presence.class).hasRole("east", "builder"));
        IntStream.range(0, 2).forEach(n -> deploy("acme", "a" + n));
        await().until(() -> orders("west").size() == 1);
        says("west", orders("west").getFirst(), State.RUNNING, null);
        await().until(() -> orders("west").size() == 2);
        assertThat(orders("east")).isEmpty();

        west.answers("worker");
        await().untilAsserted(() -> assertThat(
                        build("acme", "a1").at("/status/queue/reason").asString())
                .isEqualTo("west has its order and is to begin"));
        var late = hub.ended(deploy("acme", "a2").header("Location"));
        assertThat(late.json().at("/status/cause/code").asString()).isEqualTo("no-data-center");
        assertThat(late.json().at("/status/cause/message").asString())
                .isEqualTo("No data center that answers can build it: east, west.");

        east.answers();
        await().until(() -> orders("east").size() == 1);
    }

    @Test
    void anOrderThatNobodyThereUnderstandsGoesBackIntoTheLine() {
        var operation = deploy("acme", "shop");
        await().until(() -> orders("east").size() == 1);
        refuses("east", orders("east").getFirst());
        await().until(() -> orders("east").size() + orders("west").size() == 2);
        assertThat(hub.get(operation.header("Location"))
                        .json()
                        .at("/status/state")
                        .asString())
                .isEqualTo("running");

        var last = last("build.start");
        refuses(siteOf(last), last);

        assertThat(hub.ended(operation.header("Location"))
                        .json()
                        .at("/status/cause/code")
                        .asString())
                .isEqualTo("unsupported");
    }

    @Test
    void aBuildEndsOnceNoDataCenterIsLeftForIt() {
        var given = deploy("acme", "one");
        await().until(() -> orders("east").size() == 1);
        deploy("acme", "two");
        await().until(() -> orders("west").size() == 1);
        var waiting = deploy("acme", "three");
        await().untilAsserted(() -> assertThat(step(waiting)).endsWith("in the queue"));

        remove("east");
        await().until(() -> orders("west").size() == 1 && states("one").equals(List.of("queued")));
        remove("west");

        for (var operation : List.of(given, waiting)) {
            assertThat(hub.ended(operation.header("Location"))
                            .json()
                            .at("/status/cause/message")
                            .asString())
                    .isEqualTo("No data center is left that may build it; it was to be built in east, west.");
        }
    }

    @Test
    void cancelWorksInTheLineBeforeItIsTakenAndWhenNobodyAnswers() {
        deploy("acme", "one");
        deploy("acme", "two");
        var waiting = deploy("acme", "three");
        await().until(() -> orders("east").size() == 1 && orders("west").size() == 1);

        var name = build("acme", "three").get("name").asString();
        assertThat(cancel("acme", "three", name)).isEqualTo("cancelled");
        assertThat(hub.ended(waiting.header("Location"))
                        .json()
                        .at("/status/state")
                        .asString())
                .isEqualTo("cancelled");

        assertThat(cancel("acme", "one", build("acme", "one").get("name").asString()))
                .isEqualTo("cancelled");

        var order = orders("west").getFirst();
        hub.bean(CommandOutbox.class).sent("west", order);
        says("west", order, State.RUNNING, null);
        west.silentFor("1 minute");
        east.silentFor("1 minute");
        await().untilAsserted(() -> {
            var two = build("acme", "two");
            assertThat(cancel("acme", "two", two.get("name").asString())).isEqualTo("cancelled");
        });
        assertThat(cancelsFor("west")).containsExactly(order);
    }

    @Test
    void aDeploymentThatIsOvertakenTakesItsBuildsAlongAndTheirEndIsWritten() {
        var first = deploy("acme", "shop");
        await().until(() -> orders("east").size() == 1);
        var order = orders("east").getFirst();
        hub.bean(CommandOutbox.class).sent("east", order);
        says("east", order, State.RUNNING, null);
        await().untilAsserted(() -> assertThat(states("shop")).containsExactly("running"));

        deploy("acme", "shop");

        var ended = hub.ended(first.header("Location"));
        assertThat(ended.json().at("/status/cause/code").asString()).isEqualTo("superseded");
        assertThat(ended.json().at("/status/steps/0/state").asString()).isEqualTo("cancelled");
        await().untilAsserted(() -> assertThat(cancelsFor("east")).containsExactly(order));
        says("east", order, State.CANCELLED, Cause.of(ErrorCode.CANCELLED, "It was cancelled.", null));
        await().untilAsserted(() -> assertThat(states("shop")).containsExactly("cancelled", "queued"));
    }

    @Test
    void aNewerDeploymentOfTheSameSourceTakesTheBuildOver() {
        var source = "{\"source\": {\"upload\": {\"digest\": \"sha256:" + "0".repeat(64) + "\"}}}";
        var first = deploy("acme", "shop", source);
        await().until(() -> orders("east").size() == 1);
        says("east", orders("east").getFirst(), State.RUNNING, null);

        var second = deploy("acme", "shop", source);

        hub.ended(first.header("Location"));
        await().untilAsserted(() -> assertThat(step(second)).isEqualTo("said by hand"));
        assertThat(states("shop")).containsExactly("running");
        assertThat(cancelsFor("east")).isEmpty();
    }

    @Test
    void oldBuildsGoButForTheNewestAndThoseThatReleasesCameFrom() {
        for (var round = 0; round < 4; round++) {
            var operation = deploy("acme", "shop");
            var last = new String[1];
            await().until(() -> {
                last[0] = last("build.start");
                return last[0] != null && !last[0].isEmpty();
            });
            says(
                    siteOf(last[0]),
                    last[0],
                    State.FAILED,
                    Cause.of(ErrorCode.BUILD_FAILED, "It does not compile.", null));
            hub.ended(operation.header("Location"));
        }
        var names = names();
        assertThat(names).hasSize(4).first().asString().startsWith("b1-");
        release("b1-", names);

        hub.bean(BuildDispatcher.class).forget(Duration.ofDays(30), 2, 100);
        assertThat(names()).isEqualTo(names);
        hub.bean(BuildDispatcher.class).forget(Duration.ZERO, 2, 100);
        assertThat(names()).containsExactly(names.get(0), names.get(2), names.get(3));
        hub.bean(BuildDispatcher.class).forget(Duration.ofDays(30), 1, 1);
        assertThat(names()).containsExactly(names.get(0), names.get(3));
        assertThat(texts("select id from command where type = 'build.start'")).hasSize(2);
    }

    private void release(String beginning, List<String> names) {
        var name =
                names.stream().filter(n -> n.startsWith(beginning)).findFirst().orElseThrow();
        execute(
                "insert into resource (uid, kind, tenant, scope, name, version, generation, spec) values (gen_random_uuid(),"
                        + " 'release', 'acme', 'shop', 'release-1', 1, 1, cast('{\"number\": 1, \"components\": {\"web\": {\"build\": \""
                        + name + "\"}}}' as json))");
    }

    private List<String> names() {
        return texts("select name from resource where kind = 'build' order by name");
    }

    private List<String> states(String application) {
        var items = hub.get("/api/v1/tenants/acme/applications/" + application + "/builds")
                .json()
                .get("items");
        return items.valueStream()
                .map(build -> build.at("/status/state").asString())
                .toList();
    }

    private Answer deploy(String tenant, String application) {
        return deploy(
                tenant,
                application,
                "{\"source\": {\"git\": {\"url\": \"https://git.example/" + application + ".git\"}}}");
    }

    private Answer deploy(String tenant, String application, String body) {
        var answer = hub.post("/api/v1/tenants/" + tenant + "/applications/" + application + ":deploy", body);
        assertThat(answer.status()).isEqualTo(202);
        return answer;
    }

    private String step(Answer operation) {
        var path = operation.header("Location");
        await().until(() -> hub.get(path).json().at("/status/steps/0/message").isString());
        return hub.get(path).json().at("/status/steps/0/message").asString();
    }

    private String cancel(String tenant, String application, String build) {
        var path = "/api/v1/tenants/" + tenant + "/applications/" + application + "/builds/" + build;
        assertThat(hub.post(path + ":cancel", "{}").status()).isEqualTo(200);
        return hub.get(path).json().at("/status/state").asString();
    }

    private tools.jackson.databind.JsonNode build(String tenant, String application) {
        var path = "/api/v1/tenants/" + tenant + "/applications/" + application + "/builds";
        await().until(() -> hub.get(path).json().get("items").size() > 0);
        return hub.get(path).json().get("items").get(0);
    }

    private String queue(String tenant, String application) {
        return build(tenant, application).at("/status/queue/position").asString("");
    }

    private void says(String dc, String order, State state, @Nullable Cause cause) {
        var result = new BuildResult(order, state, "said by hand", null, null, null, List.of(), null);
        hub.bean(CommandOutbox.class)
                .answered(
                        dc,
                        new CommandResult(
                                order, state.ended(), Json.text(result).getBytes(UTF_8), cause));
    }

    private void refuses(String dc, String order) {
        var outbox = hub.bean(CommandOutbox.class);
        var command = outbox.pending(dc).stream()
                .filter(each -> each.id().equals(order))
                .findFirst()
                .orElseThrow();
        outbox.sent(dc, order);
        assertThat(outbox.refused(dc, command, Cause.of(ErrorCode.UNSUPPORTED, "unknown build.start", null)))
                .isTrue();
    }

    private void remove(String dc) {
        var path = "/api/v1/data-centers/" + dc;
        assertThat(hub.delete(path, "If-Match", hub.get(path).header("ETag")).status())
                .isLessThan(300);
        await().until(() -> hub.get(path).status() == 404);
    }

    private List<String> orders(String dc) {
        return texts("select id from command where type = 'build.start' and dc = '" + dc + "' order by created");
    }

    private List<String> cancelsFor(String dc) {
        return texts("select target from command where type = 'build.cancel' and dc = '" + dc + "'");
    }

    private String last(String type) {
        var open = texts("select id from command where type = '" + type + "' and state <> 'done'");
        return open.isEmpty() ? "" : open.getLast();
    }

    private String siteOf(String order) {
        return texts("select dc from command where id = '" + order + "'").getFirst();
    }

    private String tenantOf(String order) {
        return texts("select tenant from command where id = '" + order + "'").getFirst();
    }

    private List<String> texts(String query) {
        var database = hub.bean(Database.class);
        return database.platform(
                () -> database.sql().sql(query).query(String.class).list());
    }

    private void execute(String statement) {
        var database = hub.bean(Database.class);
        database.platform(() -> database.sql().sql(statement).update());
    }
}
