package io.skerry.hub.datacenter.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.testkit.crash.CrashPoint;
import io.skerry.testkit.crash.CrashPoint.Moment;
import io.skerry.testkit.invariant.Fact;
import io.skerry.testkit.invariant.History;
import io.skerry.testkit.invariant.NothingLost;
import io.skerry.testkit.invariant.OneEffect;
import io.skerry.testkit.patience.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The hub dies at named points on the way of an order: before and after it is written, sent, taken and answered. Whoever repeats what was not
 * answered has it done once. {@code -Dcrash.points=all} goes through every point; else it is one on the way out and one on
 * the way back.
 */
@Tag("F01")
@Timeout(120)
class HubCrashIT {

    private static final int ORDERS = 6;
    private static final String HUB = "io.skerry.hub.";
    private static final String RESTART = "/tenants/acme/applications/shop/components/web:restart";

    /** The agent has the order, and the hub has not noted that it has. */
    private static final CrashPoint TAKEN =
            new CrashPoint(HUB + "command.CommandOutbox", "taken", Moment.ENTER, ORDERS / 2);

    @TempDir
    private Path folder;

    static Stream<CrashPoint> points() {
        var all = Map.of(
                        "command.Commands", "order",
                        "command.CommandOutbox", "pending sent taken answered",
                        "datacenter.report.ReportIntake", "store")
                .entrySet()
                .stream()
                .sorted(Map.Entry.comparingByKey())
                .flatMap(entry -> Stream.of(entry.getValue().split(" ", -1))
                        .flatMap(method -> Stream.of(Moment.values())
                                .map(moment -> new CrashPoint(HUB + entry.getKey(), method, moment, ORDERS / 2))))
                .toList();
        return System.getProperty("crash.points", "").equals("all") ? all.stream() : Stream.of(TAKEN, all.getLast());
    }

    @ParameterizedTest
    @MethodSource("points")
    void noOrderIsLostOrDoneTwice(CrashPoint point) throws Exception {
        try (var hub = new HubProcess(folder)) {
            hub.start(point);
            try (var agent = FaithfulAgent.of(enrolled(hub))) {
                hub.once("/tenants", "{\"name\": \"acme\"}");
                hub.once("/tenants/acme/applications", "{\"name\": \"shop\", \"spec\": {}}");
                hub.once(
                        "/tenants/acme/applications/shop/components",
                        "{\"name\": \"web\", \"spec\": {\"type\": \"service\"}}");
                hub.arm();
                var reviver = Thread.startVirtualThread(() -> revive(hub));

                var history = History.now(new OneEffect(), new NothingLost());
                var operations = new ArrayList<String>();
                for (var order = 0; order < ORDERS; order++) {
                    var operation = hub.once(RESTART, "").get("name").asString();
                    operations.add(operation);
                    history.note(new Fact.Acknowledged(operation));
                    history.note(new Fact.Ordered(operation + "-east"));
                }
                reviver.join();
                for (var operation : operations) {
                    Eventually.await(
                            operation + " has succeeded",
                            () -> state(hub, operation).equals("succeeded"));
                }

                operations.forEach(operation -> history.note(new Fact.Concluded(operation + "-east")));
                agent.done().forEach(command -> history.note(new Fact.Effect(command, "east")));
                restarts(hub).forEach(operation -> history.note(new Fact.Found(operation)));
                history.end();
                assertThat(agent.done()).hasSize(ORDERS);
                if (point.equals(TAKEN)) {
                    assertThat(agent.deliveries())
                            .as("the control: without memory it were twice")
                            .isGreaterThan(ORDERS);
                }
                if (point.method().equals("order")) {
                    assertThat(hub.unanswered())
                            .as("the control: who does not ask again never hears of it")
                            .isPositive();
                }
                assertThat(restarts(hub)).containsExactlyInAnyOrderElementsOf(operations);
            }
        }
    }

    private static void revive(HubProcess hub) {
        try {
            hub.awaitCrash();
            hub.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TestAgent enrolled(HubProcess hub) throws InterruptedException {
        hub.once("/data-centers", "{\"name\": \"east\", \"spec\": {\"runtime\": \"process\"}}");
        var token = hub.once("/data-centers/east:enrol", "{}").get("token").asString();
        var agent = TestAgent.at(hub.link(), "east");
        agent.own = agent.enrol(token, UUID.randomUUID().toString());
        return agent;
    }

    private static String state(HubProcess hub, String operation) {
        return hub.get("/operations/" + operation).at("/status/state").asString();
    }

    private static List<String> restarts(HubProcess hub) {
        return hub.names("/operations").stream()
                .filter(name -> hub.get("/operations/" + name)
                        .at("/spec/action")
                        .asString()
                        .equals("restart"))
                .toList();
    }
}
