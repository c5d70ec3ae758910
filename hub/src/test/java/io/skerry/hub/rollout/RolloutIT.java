package io.skerry.hub.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.awaitility.Awaitility.setDefaultTimeout;

import io.skerry.hub.TestHub;
import io.skerry.hub.TestHub.Answer;
import io.skerry.hub.api.Caller;
import io.skerry.hub.operation.Operations;
import io.skerry.hub.resource.Database;
import io.skerry.model.error.Cause;
import io.skerry.model.error.ErrorCode;
import io.skerry.model.resource.Phase;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The hub's part of a rollout, with data centers that say what they are told to. */
class RolloutIT {

    private static final String SHOP = "/api/v1/tenants/acme/applications/shop";

    private TestHub hub;
    private ScriptedSite east;
    private ScriptedSite west;

    @BeforeEach
    void start() {
        setDefaultTimeout(Duration.ofSeconds(40));
        hub = TestHub.start();
        hub.post("/api/v1/tenants", "{\"name\": \"acme\"}");
        east = ScriptedSite.add(hub, "east").answers();
        west = ScriptedSite.add(hub, "west");
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    @Test
    void endsWhenEveryReachableDataCenterIsDoneAndTheOtherFollowsLater() {
        var deploy = apply("1");
        await().until(() -> east.wanted().contains("wanted/component/acme/shop/web"));
        east.serves("web", 1);

        var ended = hub.ended(deploy.header("Location"));
        assertThat(state(ended)).isEqualTo("succeeded");
        assertThat(ended.json().at("/status/steps").toString()).contains("it follows when it is back");
        assertThat(rollout(1, "/state")).isEqualTo("waiting");
        assertThat(rollout(1, "/dataCenters/west/state")).isEqualTo("waiting");

        west.answers();
        west.serves("web", 1);

        await().untilAsserted(() -> assertThat(rollout(1, "/state")).isEqualTo("succeeded"));
        assertThat(rollout(1, "/dataCenters/east/since")).isLessThan(rollout(1, "/dataCenters/west/since"));
    }

    @Test
    void aReleaseThatNeverBecomesHealthyFailsWithTheReasonOfItsDataCenter() {
        var deploy = apply("1");
        await().until(() -> east.wanted().contains("wanted/component/acme/shop/web"));
        var cause = Cause.of(ErrorCode.NOT_READY, "It exited with 3.", "Look at its log.");
        east.says("web", 1, null, 0, Phase.FAILING, cause);

        var ended = hub.ended(deploy.header("Location"));

        assertThat(state(ended)).isEqualTo("failed");
        assertThat(ended.json().at("/status/cause/message").asString()).isEqualTo("It exited with 3.");
        assertThat(rollout(1, "/state")).isEqualTo("failed");
    }

    @Test
    void aNewerRolloutTakesThePlaceOfOneThatIsUnderWay() {
        var first = apply("1");
        await().until(() -> east.wanted().contains("wanted/component/acme/shop/web"));
        var second = apply("2");
        await().until(() -> hub.get(SHOP + "/rollouts/rollout-2").status() == 200);
        east.serves("web", 2);

        assertThat(hub.ended(first.header("Location"))
                        .json()
                        .at("/status/cause/code")
                        .asString())
                .isEqualTo("superseded");
        assertThat(state(hub.ended(second.header("Location")))).isEqualTo("succeeded");
    }

    @Test
    void aDataCenterWhoseConnectionHasJustBrokenIsWaitedForNotPassedOver() {
        west.answers();
        var deploy = apply("1");
        await().until(() -> hub.get(SHOP + "/rollouts/rollout-1").status() == 200);
        west.breaksOff();
        east.serves("web", 1);

        await().untilAsserted(
                        () -> assertThat(rollout(1, "/dataCenters/east/state")).isEqualTo("succeeded"));
        assertThat(rollout(1, "/state")).isEqualTo("running");
        assertThat(hub.get(deploy.header("Location")).json().at("/status/state").asString())
                .isEqualTo("running");

        west.silentFor("1 minute");

        assertThat(state(hub.ended(deploy.header("Location")))).isEqualTo("succeeded");
        assertThat(rollout(1, "/dataCenters/west/state")).isEqualTo("waiting");
    }

    @Test
    void aDeploymentThatNobodyHearsIsNotDone() {
        east.silentFor("1 minute");
        var deploy = apply("1");

        await().untilAsserted(() -> assertThat(rollout(1, "/state")).isEqualTo("waiting"));
        assertThat(hub.get(deploy.header("Location")).json().at("/status/state").asString())
                .isEqualTo("running");

        east.answers();
        east.serves("web", 1);
        assertThat(state(hub.ended(deploy.header("Location")))).isEqualTo("succeeded");
    }

    @Test
    void aRolloutCannotBeCancelledAnyMore() {
        var deploy = apply("1");
        await().until(() -> hub.get(SHOP + "/rollouts/rollout-1").status() == 200);

        hub.post(deploy.header("Location") + ":cancel", "{}");

        assertThat(hub.get(deploy.header("Location")).json().at("/status/state").asString())
                .isEqualTo("running");
        east.serves("web", 1);
        assertThat(state(hub.ended(deploy.header("Location")))).isEqualTo("succeeded");
    }

    @Test
    void whereAnApplicationBelongsNowItsNewestReleaseRuns() {
        west.answers();
        deployed("1");
        place("\"east\"");
        await().until(() -> west.wanted().isEmpty());
        assertThat(west.removedBy()).allMatch(act -> act.startsWith("placement-"));
        var second = apply("2");
        await().until(() -> hub.get(SHOP + "/releases/r2").status() == 200);
        east.serves("web", 2);
        hub.ended(second.header("Location"));

        place("\"east\", \"west\"");

        await().until(() -> west.wanted().contains("wanted/component/acme/shop/web"));
        assertThat(west.body("wanted/component/acme/shop/web").get("release").asInt())
                .isEqualTo(2);
        assertThat(releases()).isEqualTo(2);
        var newest = hub.get(SHOP + "/rollouts").json().get("items");
        assertThat(newest.get(newest.size() - 1).at("/spec/dataCenters").toString())
                .isEqualTo("[\"east\",\"west\"]");
    }

    @Test
    void anObjectThatTheLinkCannotCarryFailsItsRolloutOnly() {
        var large = "x".repeat(150_000);
        var deploy = hub.post(
                SHOP + ":apply",
                "{\"components\": [{\"name\": \"web\", \"spec\": {\"run\": {\"command\": [\"" + large + "\", \"" + large
                        + "\"]}}}]}");
        if (deploy.status() == 202) {
            assertThat(state(hub.ended(deploy.header("Location")))).isEqualTo("failed");
        }
        assertThat(east.wanted()).isEmpty();
    }

    @Test
    void scalingMakesNoReleaseAndAnotherChangeDoes() {
        deployed("1");
        var web = SHOP + "/components/web";
        var etag = hub.get(web).header("ETag");

        hub.patch(web, "{\"spec\": {\"replicas\": {\"default\": 3}}}", "If-Match", etag);
        assertThat(releases()).isEqualTo(1);

        apply("2");
        await().until(() -> releases() == 2);
    }

    @Test
    void rollingBackIsARolloutOfTheOlderRelease() {
        deployed("1");
        var second = apply("2");
        await().until(() -> hub.get(SHOP + "/rollouts/rollout-2").status() == 200);
        east.serves("web", 2);
        hub.ended(second.header("Location"));

        var back = hub.post(SHOP + ":rollback", "{\"release\": 1}");
        east.serves("web", 1);

        assertThat(state(hub.ended(back.header("Location")))).isEqualTo("succeeded");
        assertThat(rollout(3, "/release")).isEqualTo("1");
        assertThat(rollout(3, "/from")).isEqualTo("2");
        assertThat(hub.post(SHOP + ":rollback", "{\"release\": 9}")
                        .json()
                        .get("pointer")
                        .asString())
                .isEqualTo("/release");
    }

    @Test
    void anOperationThatNobodyUnderstandsEndsAndHoldsUpNoOther() {
        var broken = hub.bean(Database.class)
                .platform(() -> hub.bean(Operations.class)
                        .start(Caller.PLATFORM, "acme", "no-such-action", SHOP, Map.of(), false));

        var ended = hub.ended(broken.path());

        assertThat(state(ended)).isEqualTo("failed");
        assertThat(ended.json().at("/status/cause/code").asString()).isEqualTo("internal");
        deployed("1");
    }

    @Test
    void whatCannotBeProjectedFailsItsRolloutAndHoldsUpNoOther() {
        deployed("1");
        var web = ScriptedSite.uid(hub, SHOP + "/components/web");
        var spec = column("select spec::text from resource where uid = ?", web);
        execute("update resource set spec = '{\"replicas\": \"many\"}' where uid = ?", web);
        touch("east");
        await().until(() -> !column("select coalesce(max(error), '') from projection_root where uid = ?", web)
                .isEmpty());

        hub.post("/api/v1/tenants/acme/applications/other:apply", web("1"));
        await().until(() -> east.wanted().contains("wanted/component/acme/other/web"));

        execute("update resource set spec = '" + spec + "' where uid = ?", web);
        await().until(() -> column("select coalesce(max(error), '') from projection_root where uid = ?", web)
                .isEmpty());
    }

    private void deployed(String version) {
        var deploy = apply(version);
        await().until(() -> hub.get(SHOP + "/rollouts/rollout-1").status() == 200);
        east.serves("web", 1);
        if (west.isHeard()) {
            west.serves("web", 1);
        }
        assertThat(state(hub.ended(deploy.header("Location")))).isEqualTo("succeeded");
    }

    private Answer apply(String version) {
        var answer = hub.post(SHOP + ":apply", web(version));
        assertThat(answer.status()).as("%s", answer).isEqualTo(202);
        return answer;
    }

    private static String web(String version) {
        return "{\"components\": [{\"name\": \"web\", \"spec\": {\"run\": {\"command\": [\"v" + version + "\"]}}}]}";
    }

    private void place(String dataCenters) {
        var answer = hub.patch(
                SHOP,
                "{\"spec\": {\"placement\": {\"dataCenters\": [" + dataCenters + "]}}}",
                "If-Match",
                hub.get(SHOP).header("ETag"));
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
    }

    private void touch(String dc) {
        var path = "/api/v1/data-centers/" + dc;
        hub.patch(
                path,
                "{\"spec\": {\"domain\": \"example.com\"}}",
                "If-Match",
                hub.get(path).header("ETag"));
    }

    private int releases() {
        return hub.get(SHOP + "/releases").json().get("items").size();
    }

    private String rollout(int number, String pointer) {
        var rollout = hub.get(SHOP + "/rollouts/rollout-" + number).json();
        return rollout.path("status").at(pointer).asString("");
    }

    private static String state(Answer operation) {
        return operation.json().at("/status/state").asString();
    }

    private String column(String query, Object parameter) {
        var database = hub.bean(Database.class);
        return database.platform(() ->
                database.sql().sql(query).param(parameter).query(String.class).single());
    }

    private void execute(String statement, Object parameter) {
        var database = hub.bean(Database.class);
        database.platform(() -> database.sql().sql(statement).param(parameter).update());
    }
}
