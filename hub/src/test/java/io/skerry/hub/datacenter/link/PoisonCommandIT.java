package io.skerry.hub.datacenter.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skerry.hub.TestHub;
import io.skerry.hub.api.HubException;
import io.skerry.hub.command.Commands;
import io.skerry.link.session.Handler;
import io.skerry.link.session.LinkRefused;
import io.skerry.model.error.ErrorCode;
import io.skerry.model.message.Accepted;
import io.skerry.model.message.Command;
import io.skerry.model.message.CommandResult;
import io.skerry.model.message.Message;
import io.skerry.model.message.Ping;
import io.skerry.testkit.patience.Eventually;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An order that its data center breaks on each time, and others behind it. */
@Tag("F18")
class PoisonCommandIT {

    private static final Duration LIFE = Duration.ofMinutes(5);
    private static final int OTHERS = 20;

    private static final Queue<String> deliveries = new ConcurrentLinkedQueue<>();
    private static TestHub hub;
    private static TestAgent agent;

    @BeforeAll
    static void start() throws InterruptedException {
        hub = TestHub.start();
        hub.post("/api/v1/data-centers", "{\"name\": \"east\", \"spec\": {\"runtime\": \"process\"}}");
        agent = TestAgent.enrol(hub, "east");
        agent.connect(TestAgent.address(hub), new Handler() {
            @Override
            public Message request(Message message) {
                return message instanceof Command command ? take(command) : new Ping();
            }
        });
    }

    @AfterAll
    static void stop() {
        agent.close();
        hub.close();
    }

    @Test
    void isTriedFiveTimesAndEndsWithItsReasonWhileOthersPassIt() {
        order("poison");
        for (var other = 1; other <= OTHERS; other++) {
            order("order-" + other);
        }

        Eventually.await(
                "all others are taken",
                () -> deliveries.stream()
                                .filter(id -> id.startsWith("order-"))
                                .distinct()
                                .count()
                        == OTHERS);
        assertThat(commands().answer("poison"))
                .as("it has not ended: nobody waited for it")
                .isEmpty();

        Eventually.await("it has ended", () -> commands().answer("poison").isPresent());
        var end = commands().answer("poison").orElseThrow();
        assertThat(end.terminal()).isTrue();
        assertThat(end)
                .extracting(CommandResult::cause)
                .satisfies(cause -> assertThat(cause.message()).contains("5 times", "broken"));
        assertThat(deliveries).filteredOn("poison"::equals).hasSize(5);
    }

    @Test
    void oneThatTheLinkCannotCarryIsRefusedToWhoGivesIt() {
        var large = Map.of("text", "x".repeat(300 << 10));

        assertThatThrownBy(() -> commands().order("large", "east", null, "restart", "", large, LIFE))
                .isInstanceOfSatisfying(
                        HubException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TOO_LARGE));
    }

    private static Message take(Command command) {
        deliveries.add(command.id());
        if (command.id().equals("poison")) {
            throw LinkRefused.of(ErrorCode.INTERNAL, "broken");
        }
        return new Accepted();
    }

    private static void order(String id) {
        commands().order(id, "east", null, "restart", "", Map.of(), LIFE);
    }

    private static Commands commands() {
        return hub.bean(Commands.class);
    }
}
