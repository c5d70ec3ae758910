package io.skerry.hub.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.hub.TestHub;
import io.skerry.hub.command.InMemoryCommands;
import io.skerry.hub.datacenter.SiteReports;
import io.skerry.hub.datacenter.report.InMemoryStatuses;
import io.skerry.hub.datacenter.report.ReportIntake;
import io.skerry.hub.datacenter.session.Claim;
import io.skerry.hub.datacenter.session.InMemorySessions;
import io.skerry.hub.datacenter.session.SiteSessions;
import io.skerry.hub.resource.Database;
import io.skerry.link.session.LinkRefused;
import io.skerry.model.message.Epoch;
import io.skerry.model.message.Hello;
import io.skerry.model.message.Report;
import io.skerry.model.message.StatusItem;
import io.skerry.model.name.ComponentRef;
import io.skerry.model.site.Holding;
import io.skerry.testkit.simulation.Node;
import io.skerry.testkit.simulation.Simulation;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the simulator takes for the tables of sessions and statuses answers as the statements do. */
class SessionTwinIT {

    private static final int STEPS = 400;
    private static final String DC = "east";
    private static final String KEY = "seen/component/acme/shop/web";
    private static final List<String> STORES =
            List.of(UUID.randomUUID().toString(), UUID.randomUUID().toString());

    private final Simulation simulation = new Simulation(1);

    /** One side of the comparison. */
    private record Side(SiteSessions sessions, ReportIntake intake) {

        /** Who won, or who is to be asked. */
        String claim(Hello hello, String hub, @Nullable Long silent) {
            var old = silent == null ? null : new Epoch(sessions.incarnation(), silent);
            return switch (sessions.claim(DC, hello, hub, old)) {
                case Claim.Won(Epoch epoch) -> "won " + epoch.number();
                case Claim.AskOld(Epoch epoch, String at) -> "ask " + epoch.number() + " at " + at;
            };
        }

        String store(String storeId, long epoch, long seq, byte @Nullable [] body) {
            var under = new Epoch(sessions.incarnation(), epoch);
            try {
                var report = new Report(under, seq, 0, new StatusItem(KEY, body));
                return "stored " + intake.store(DC, storeId, under, List.of(report));
            } catch (LinkRefused e) {
                return e.why().code().text();
            }
        }

        String close(long epoch) {
            sessions.close(DC, new Epoch(sessions.incarnation(), epoch));
            return "closed";
        }
    }

    @Test
    void theTwinAnswersAsTheDatabaseDoes() {
        try (var hub = TestHub.start()) {
            hub.post("/api/v1/tenants", "{\"name\": \"acme\"}");
            hub.post("/api/v1/tenants/acme/applications", "{\"name\": \"shop\", \"spec\": {}}");
            var made = hub.post(
                    "/api/v1/tenants/acme/applications/shop/components",
                    "{\"name\": \"web\", \"spec\": {\"type\": \"service\"}}");
            var uid = UUID.fromString(made.json().get("uid").asString());
            var real = new Side(hub.bean(SiteSessions.class), hub.bean(ReportIntake.class));
            var tables = InMemoryStatuses.Tables.in(new VirtualDatabase(simulation));
            var twin = twin(uid, tables);

            for (var step = 0; step < STEPS; step++) {
                var act = simulation.random().nextLong();
                assertThat(does(twin, act, uid)).as("step %d", step).isEqualTo(does(real, act, uid));
                assertThat(status(tables)).as("step %d", step).isEqualTo(status(hub, uid));
                for (var store : STORES) {
                    assertThat(twin.intake().position(DC, store))
                            .as("step %d", step)
                            .isEqualTo(real.intake().position(DC, store));
                }
            }
        }
    }

    /** The same for both, from the same number. */
    private static String does(Side side, long act, UUID uid) {
        var chance = new Simulation(act);
        var store = STORES.get((int) chance.between(0, 1));
        var epoch = chance.between(1, 40);
        return switch ((int) chance.between(0, 5)) {
            case 0 ->
                side.claim(
                        hello("run-" + chance.between(1, 3), store),
                        "hub-" + chance.between(1, 2),
                        chance.chance(0.5) ? epoch : null);
            case 1 -> side.close(epoch);
            default -> {
                var seq = chance.between(1, 30);
                var body = ("{\"uid\":\"" + uid + "\",\"number\":" + seq + "}").getBytes(UTF_8);
                yield side.store(store, epoch, seq, chance.chance(0.2) ? null : body);
            }
        };
    }

    private static Hello hello(String run, String store) {
        return new Hello(
                "agent", run, store, List.of("worker"), 1, "test", "", 0, "", Holding.NOTHING.text(), List.of());
    }

    private static List<String> status(InMemoryStatuses.Tables tables) {
        return tables.statuses().all().stream()
                .map(row -> row.epoch() + " " + row.seq() + " " + row.body().replace(" ", ""))
                .toList();
    }

    private static List<String> status(TestHub hub, UUID uid) {
        var database = hub.bean(Database.class);
        return database.platform(() -> database.sql()
                .sql("select epoch || ' ' || seq || ' ' || replace(body::text, ' ', '') from status where uid = ?")
                .param(uid)
                .query(String.class)
                .list());
    }

    private Side twin(UUID uid, InMemoryStatuses.Tables tables) {
        var node = new Node(simulation, "hub");
        node.start(() -> {});
        var virtual = new VirtualDatabase(simulation);
        var database = virtual.of(node);
        var outbox = new InMemoryCommands(database, virtual, virtual.table(), dc -> false).outbox();
        var rows = new InMemorySessions(database, virtual, virtual.table(), tables::forget);
        var sessions = rows.sessions(outbox, rows.sight());
        var components = new InMemoryStatuses.Components() {
            @Override
            public Optional<UUID> uid(ComponentRef component) {
                return Optional.of(uid);
            }

            @Override
            public boolean exists(UUID asked) {
                return asked.equals(uid);
            }
        };
        var intake = new InMemoryStatuses(database, virtual, tables, components)
                .intake(sessions, outbox, new SiteReports() {
                    @Override
                    public void statusStored(UUID resource, String dc) {}

                    @Override
                    public void commandAnswered(String command) {}
                });
        return new Side(sessions, intake);
    }
}
