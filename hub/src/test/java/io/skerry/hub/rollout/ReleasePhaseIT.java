package io.skerry.hub.rollout;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.awaitility.Awaitility.setDefaultTimeout;

import io.skerry.hub.TestHub;
import io.skerry.hub.TestHub.Answer;
import io.skerry.hub.api.Json;
import io.skerry.model.build.BuildResult;
import io.skerry.model.error.Cause;
import io.skerry.model.error.ErrorCode;
import io.skerry.model.message.CommandResult;
import io.skerry.model.site.ArtifactRef;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Release commands: once, in the first data center of the placement, before any data center has the release. */
class ReleasePhaseIT {

    private static final String SHOP = "/api/v1/tenants/acme/applications/shop";
    private static final String WEB = "wanted/component/acme/shop/web";

    private TestHub hub;
    private ScriptedSite east;
    private ScriptedSite west;

    @BeforeEach
    void start() {
        setDefaultTimeout(Duration.ofSeconds(40));
        hub = TestHub.start();
        hub.post("/api/v1/tenants", "{\"name\": \"acme\"}");
        east = ScriptedSite.add(hub, "east").answers();
        west = ScriptedSite.add(hub, "west").answers();
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    @Test
    void runsBeforeAnyDataCenterHasTheRelease() {
        var deploy = deploy('1');
        var command = nextRun(1);

        assertThat(east.commands("run.start")).isEmpty();
        assertThat(west.wanted()).doesNotContain(WEB);
        var order = west.order(command);
        assertThat(order.at("/wanted/spec/run/process").asString()).isEqualTo("release");
        assertThat(order.at("/wanted/release").asLong()).isEqualTo(1);

        west.runEnds(command, order.at("/instance").asString(), 0, null);
        await().until(() -> west.wanted().contains(WEB) && east.wanted().contains(WEB));
        west.serves("web", 1);
        east.serves("web", 1);

        var ended = hub.ended(deploy.header("Location"));
        assertThat(ended.json().at("/status/state").asString()).isEqualTo("succeeded");
        assertThat(ended.json().at("/status/steps").toString()).contains("release command web");
        assertThat(ended.json().at("/status/steps/1/state").asString()).isEqualTo("succeeded");
        assertThat(ended.json().at("/status/steps/1/message").asString()).isEqualTo("exit code 0");
        assertThat(west.commands("run.start")).hasSize(1);
    }

    @Test
    void endsTheDeploymentWhenItFailsAndLeavesWhatServes() {
        first();
        var deploy = deploy('2');
        var why = new Cause(ErrorCode.INSTANCE_EXITED, "The command ended with exit code 1.", null, 1, List.of("boom"));
        west.runEnds(nextRun(2), "web-run-2", 1, why);

        var ended = hub.ended(deploy.header("Location"));

        assertThat(ended.json().at("/status/state").asString()).isEqualTo("failed");
        assertThat(ended.json().at("/status/cause/message").asString())
                .contains("release command of web failed")
                .contains("exit code 1");
        assertThat(ended.json().at("/status/cause/lastLines/0").asString()).isEqualTo("boom");
        assertThat(west.body(WEB).at("/release").asLong()).isEqualTo(1);
        assertThat(hub.get(SHOP + "/rollouts/rollout-2").status()).isEqualTo(404);
        assertThat(west.commands("run.start")).hasSize(2);
    }

    @Test
    void isNotTriedAgainWhenNobodyKnowsHowItEnded() {
        var deploy = deploy('1');
        west.says(new CommandResult(
                nextRun(1), true, null, Cause.of(ErrorCode.OUTCOME_UNKNOWN, "Nobody saw how it ended.", null)));

        var ended = hub.ended(deploy.header("Location"));

        assertThat(ended.json().at("/status/cause/code").asString()).isEqualTo("outcome-unknown");
        assertThat(west.commands("run.start")).hasSize(1);
        assertThat(west.wanted()).doesNotContain(WEB);
    }

    @Test
    void waitsForTheCommandOfTheDeploymentBefore() {
        var older = deploy('1');
        var first = nextRun(1);
        var newer = deploy('2');
        await().until(() -> hub.get(SHOP + "/releases/r2").status() == 200);
        assertThat(west.commands("run.start")).hasSize(1);

        west.runEnds(first, "web-run-1", 0, null);
        var second = nextRun(2);
        west.runEnds(second, "web-run-2", 0, null);
        await().until(() -> west.wanted().contains(WEB) && east.wanted().contains(WEB));
        west.serves("web", 2);
        east.serves("web", 2);

        assertThat(hub.ended(older.header("Location"))
                        .json()
                        .at("/status/cause/code")
                        .asString())
                .isEqualTo("superseded");
        assertThat(hub.ended(newer.header("Location"))
                        .json()
                        .at("/status/state")
                        .asString())
                .isEqualTo("succeeded");
    }

    @Test
    void endsWhenTheDeploymentIsCancelled() {
        var deploy = deploy('1');
        var command = nextRun(1);

        hub.post(deploy.header("Location") + ":cancel", "{}");

        assertThat(hub.ended(deploy.header("Location"))
                        .json()
                        .at("/status/state")
                        .asString())
                .isEqualTo("cancelled");
        assertThat(west.commands("run.start")).containsExactly(command);
        assertThat(west.wanted()).doesNotContain(WEB);
    }

    private void first() {
        var deploy = deploy('1');
        west.runEnds(nextRun(1), "web-run-1", 0, null);
        await().until(() -> west.wanted().contains(WEB) && east.wanted().contains(WEB));
        west.serves("web", 1);
        east.serves("web", 1);
        hub.ended(deploy.header("Location"));
    }

    /** A source of its own, built with a release command; placed in west first. */
    private Answer deploy(char digit) {
        var known = builds();
        var digest = "sha256:" + String.valueOf(digit).repeat(64);
        var answer = hub.post(
                SHOP + ":deploy",
                "{\"source\": {\"upload\": {\"digest\": \"" + digest + "\"}}, \"dataCenters\": [\"west\", \"east\"]}");
        assertThat(answer.status()).as("%s", answer).isEqualTo(202);
        await().until(() -> builds().size() > known.size());
        var build =
                builds().stream().filter(id -> !known.contains(id)).findFirst().orElseThrow();
        var processes = Map.of("web", "serve", "release", "migrate");
        var artifact = new ArtifactRef(digest, 1, "linux/amd64", Map.of(), processes);
        var result = new BuildResult(build, BuildResult.State.SUCCEEDED, null, null, null, artifact, List.of(), null);
        var said = new CommandResult(build, true, Json.text(result).getBytes(UTF_8), null);
        (east.commands("build.start").contains(build) ? east : west).says(said);
        return answer;
    }

    private List<String> builds() {
        return Stream.of(east, west)
                .flatMap(site -> site.commands("build.start").stream())
                .toList();
    }

    private String nextRun(int count) {
        await().until(() -> west.commands("run.start").size() == count);
        return west.commands("run.start").getLast();
    }
}
