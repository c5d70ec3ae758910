package io.skerry.hub.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.awaitility.Awaitility.setDefaultTimeout;

import io.skerry.hub.TestHub;
import io.skerry.hub.TestHub.Answer;
import io.skerry.hub.command.CommandOutbox;
import io.skerry.model.error.Cause;
import io.skerry.model.error.ErrorCode;
import io.skerry.model.message.CommandResult;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** One-off commands as the hub orders and follows them, at a data center that says what it is told to. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OneOffCommandIT {

    private static final String SHOP = "/api/v1/tenants/acme/applications/shop";
    private static final String RUN = SHOP + "/components/web:run";
    private static final String MIGRATE = "{\"command\": [\"sh\", \"-c\", \"migrate now\"]}";

    private TestHub hub;
    private ScriptedSite east;

    @BeforeAll
    void start() {
        setDefaultTimeout(Duration.ofSeconds(40));
        hub = TestHub.start();
        hub.post("/api/v1/tenants", "{\"name\": \"acme\"}");
        east = ScriptedSite.add(hub, "east").answers();
        ScriptedSite.add(hub, "west");
        hub.post(
                SHOP + ":apply",
                "{\"components\": [{\"name\": \"web\", \"spec\": {\"type\": \"service\", \"run\": {\"command\": [\"serve\"],"
                        + " \"workingDirectory\": \"app\"}, \"env\": [{\"name\": \"A\", \"value\": \"b\"}]}}]}");
        await().until(() -> east.wanted().contains("wanted/component/acme/shop/web"));
    }

    @AfterAll
    void stop() {
        hub.close();
    }

    @Test
    void isOrderedOnceWithWhatItsInstancesHaveAndTellsHowItEnded() {
        var started = hub.post(RUN, MIGRATE, "Idempotency-Key", "migrate-1");
        var again = hub.post(RUN, MIGRATE, "Idempotency-Key", "migrate-1");

        assertThat(started.status()).as("%s", started).isEqualTo(202);
        assertThat(again.header("Location")).isEqualTo(started.header("Location"));
        var order = east.order(name(started));
        assertThat(order.at("/instance").asString()).startsWith("web-run-");
        assertThat(order.at("/timeLimitSeconds").asLong()).isEqualTo(3600);
        assertThat(order.at("/wanted/release").asLong()).isEqualTo(1);
        assertThat(order.at("/wanted/spec/env/0/value").asString()).isEqualTo("b");
        assertThat(order.at("/wanted/spec/run/workingDirectory").asString()).isEqualTo("app");
        assertThat(order.at("/wanted/spec/run/command/2").asString()).isEqualTo("migrate now");

        east.runEnds(name(started), order.at("/instance").asString(), 0, null);

        var ended = hub.ended(started.header("Location"));
        assertThat(state(ended)).isEqualTo("succeeded");
        assertThat(ended.json().at("/status/result/lastLines/0").asString()).isEqualTo("last line");
        assertThat(ended.json().at("/status/by").asString()).isEqualTo("user:admin");
    }

    @Test
    void failsWithTheExitCode() {
        var started = hub.post(RUN, MIGRATE);
        var why = new Cause(ErrorCode.INSTANCE_EXITED, "The command ended with exit code 3.", null, 3, null);
        east.runEnds(name(started), "web-run-1", 3, why);

        var ended = hub.ended(started.header("Location"));

        assertThat(state(ended)).isEqualTo("failed");
        assertThat(ended.json().at("/status/cause/exitCode").asInt()).isEqualTo(3);
    }

    @Test
    void oneThatNobodyTookIsCancelledAtOnce() {
        var started = hub.post(RUN, MIGRATE);

        hub.post(started.header("Location") + ":cancel", "{}");

        assertThat(state(hub.ended(started.header("Location")))).isEqualTo("cancelled");
    }

    @Test
    void oneThatMayHaveBegunIsNotDeliveredAgainToADataCenterWithoutMemory() {
        var started = hub.post(RUN, MIGRATE);
        hub.bean(CommandOutbox.class).sent("east", name(started));

        hub.bean(CommandOutbox.class).deliverAgain("east");

        var ended = hub.ended(started.header("Location"));
        assertThat(state(ended)).isEqualTo("failed");
        assertThat(ended.json().at("/status/cause/code").asString()).isEqualTo("outcome-unknown");
        assertThat(hub.bean(CommandOutbox.class).pending("east"))
                .noneMatch(command -> command.id().equals(name(started)));
    }

    /** The control of the test before: an order that may be done twice is delivered again. */
    @Test
    void aRestartIsDeliveredAgainToADataCenterWithoutMemory() {
        var started = hub.post(SHOP + "/components/web:restart", "{}");
        var command = name(started) + "-east";
        hub.bean(CommandOutbox.class).taken("east", command);

        hub.bean(CommandOutbox.class).deliverAgain("east");

        assertThat(hub.bean(CommandOutbox.class).pending("east"))
                .anyMatch(pending -> pending.id().equals(command));
        hub.bean(CommandOutbox.class).answered("east", new CommandResult(command, true, null, null));
    }

    @Test
    void namesTheFieldThatIsWrong() {
        assertThat(pointer(hub.post(RUN, "{\"command\": []}"))).isEqualTo("/command");
        assertThat(pointer(hub.post(RUN, "{\"command\": [\"a\"], \"timeLimit\": \"25h\"}")))
                .isEqualTo("/timeLimit");
        assertThat(pointer(hub.post(RUN, "{\"command\": [\"a\"], \"dataCenter\": \"north\"}")))
                .isEqualTo("/dataCenter");
        assertThat(hub.post(SHOP + "/components/none:run", MIGRATE).status()).isEqualTo(404);
    }

    private static String pointer(Answer refused) {
        assertThat(refused.status()).as("%s", refused).isEqualTo(422);
        return refused.json().at("/pointer").asString();
    }

    private static String name(Answer started) {
        return started.json().get("name").asString();
    }

    private static String state(Answer operation) {
        return operation.json().at("/status/state").asString();
    }
}
