package io.skerry.hub.datacenter.link;

import static io.skerry.hub.datacenter.link.TestAgent.SOON;
import static io.skerry.testkit.patience.Eventually.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.hub.TestHub;
import io.skerry.link.session.Exchange;
import io.skerry.link.session.Handler;
import io.skerry.model.error.Cause;
import io.skerry.model.error.ErrorCode;
import io.skerry.model.message.Accepted;
import io.skerry.model.message.Command;
import io.skerry.model.message.CommandResult;
import io.skerry.model.message.Message;
import io.skerry.model.message.Report;
import io.skerry.model.message.ReportAck;
import io.skerry.model.message.ReportItem;
import io.skerry.model.message.StatusItem;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What data centers tell of volumes, and the orders to delete them. */
@Timeout(60)
class VolumesIT {

    private static final String VOLUMES = "/api/v1/tenants/acme/volumes";
    private static final String SEEN = "seen/volume/acme/shop/web/data";
    private static final String KEPT = """
            {"component": {"tenant": "acme", "application": "shop", "component": "web"}, "name": "data", "type": "shared", "size": 1048576,
             "bytes": 2097152, "folder": "/srv/volumes", "made": "2026-03-01T11:00:00Z", "keptSince": "2026-03-01T12:00:00Z"}
            """;

    private static TestHub hub;

    @BeforeAll
    static void start() {
        hub = TestHub.start();
        for (var dc : List.of("east", "west")) {
            hub.post("/api/v1/data-centers", "{\"name\": \"" + dc + "\", \"spec\": {\"runtime\": \"process\"}}");
        }
        for (var tenant : List.of("acme", "acm")) {
            hub.post("/api/v1/tenants", "{\"name\": \"" + tenant + "\", \"spec\": {}}");
        }
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @Test
    void aKeptVolumeIsShownAndItsEndIsThatOfTheDataCenter() throws Exception {
        var taken = new CopyOnWriteArrayList<Command>();
        try (var agent = TestAgent.enrol(hub, "east");
                var session = agent.connect(TestAgent.address(hub), takes(taken));
                var reports = session.exchange(new ReportAck(agent.welcome.epoch(), agent.welcome.ackedSeq()), 8)) {
            tell(reports, agent, 1, new StatusItem(SEEN, KEPT.getBytes(UTF_8)));

            var volumes = hub.get(VOLUMES + "?application=shop").json().get("items");
            assertThat(volumes.size()).isEqualTo(1);
            assertThat(volumes.at("/0/dataCenter").asString()).isEqualTo("east");
            assertThat(volumes.at("/0/keptSince").asString()).isEqualTo("2026-03-01T12:00:00Z");
            assertThat(volumes.at("/0/bytes").asLong()).isEqualTo(2 << 20);
            var stays = hub.delete(
                    "/api/v1/tenants/acme",
                    "If-Match",
                    hub.get("/api/v1/tenants/acme").header("ETag"));
            assertThat(stays.status()).isEqualTo(409);
            assertThat(stays.toString())
                    .as("a later tenant of that name must not come by the data")
                    .contains("still has volumes with data", "skerry volumes");
            assertThat(hub.get(VOLUMES + "?application=other")
                            .json()
                            .get("items")
                            .size())
                    .isZero();
            assertThat(hub.get("/api/v1/tenants/acm/volumes")
                            .json()
                            .get("items")
                            .size())
                    .as("another tenant's")
                    .isZero();

            var refused = order();
            await("the order", () -> taken.size() == 1);
            assertThat(new String(taken.getFirst().body(), UTF_8)).contains("\"name\":\"data\"");
            var why = Cause.of(ErrorCode.CONFLICT, "An instance uses it still.", "Wait.");
            tell(reports, agent, 2, new CommandResult(taken.get(0).id(), true, null, why));
            await("its end", () -> state(refused).equals("failed"));

            var done = order();
            await("the second order", () -> taken.size() == 2);
            tell(reports, agent, 3, new StatusItem(SEEN, null));
            tell(reports, agent, 4, new CommandResult(taken.get(1).id(), true, null, null));
            await("its end", () -> state(done).equals("succeeded"));
            assertThat(hub.get(VOLUMES).json().get("items").size()).isZero();
        }
    }

    @Test
    void whatNoDataCenterHasIsNotFound() {
        var answer = hub.post(
                VOLUMES + ":delete",
                "{\"application\": \"shop\", \"component\": \"web\", \"name\": \"none\", \"dataCenter\": \"west\"}");

        assertThat(answer.status()).as("%s", answer).isEqualTo(404);
    }

    private static String order() {
        var answer = hub.post(
                VOLUMES + ":delete",
                "{\"application\": \"shop\", \"component\": \"web\", \"name\": \"data\", \"dataCenter\": \"east\"}");
        assertThat(answer.status()).as("%s", answer).isEqualTo(202);
        return answer.json().get("name").asString();
    }

    private static String state(String operation) {
        return hub.get("/api/v1/operations/" + operation)
                .json()
                .at("/status/state")
                .asString();
    }

    private static Handler takes(List<Command> taken) {
        return new Handler() {
            @Override
            public Message request(Message message) {
                if (message instanceof Command command) {
                    taken.add(command);
                    return new Accepted();
                }
                return message;
            }
        };
    }

    private static void tell(Exchange reports, TestAgent agent, long seq, ReportItem item) throws InterruptedException {
        reports.send(new Report(agent.welcome.epoch(), seq, 0, item));
        assertThat(((ReportAck) reports.next(SOON)).seq()).isEqualTo(seq);
    }
}
