package io.skerry.hub.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.hub.TestHub;
import io.skerry.hub.api.Caller;
import io.skerry.hub.command.CommandOutbox;
import io.skerry.hub.datacenter.sync.SiteLists;
import io.skerry.hub.resource.Database;
import io.skerry.hub.resource.Stored;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is forgotten once nobody will ask for it, and what is kept. */
class RetentionIT {

    private static final Duration MONTH = Duration.ofDays(30);

    private static TestHub hub;

    @BeforeAll
    static void start() {
        hub = TestHub.start();
        hub.post("/api/v1/tenants", "{\"name\": \"acme\"}");
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @Test
    void operationsGoOnceTheyAreOldAndEndedAndNotAmongTheNewest() {
        var old = List.of(ended("shop"), ended("shop"), ended("shop"));
        var open = begin("shop");
        var young = ended("shop");
        old.forEach(operation -> age(operation, 40));
        age(open, 50);

        assertThat(outOfDate(2))
                .containsExactly(old.getFirst().uid(), old.get(1).uid());
        assertThat(outOfDate(0))
                .containsExactlyElementsOf(old.stream().map(Stored::uid).toList());
        assertThat(outOfDate(0)).doesNotContain(open.uid(), young.uid());
    }

    @Test
    void aLaterOperationOfTheSameApplicationOvertakes() {
        var first = begin("cart");
        var elsewhere = begin("other");
        var operations = hub.bean(Operations.class);
        assertThat(operations.isOvertaken(first, "cart")).isFalse();

        var second = begin("cart");

        assertThat(operations.isOvertaken(first, "cart")).isTrue();
        assertThat(operations.isOvertaken(second, "cart")).isFalse();
        assertThat(operations.isOvertaken(elsewhere, "other")).isFalse();
    }

    @Test
    void answeredOrdersGoAfterAMonthButForThoseOfBuilds() {
        command("restarted", "restart", "done", 31);
        command("lately", "restart", "done", 29);
        command("waiting", "restart", "pending", 31);
        command("built", "build.start", "done", 31);

        hub.bean(CommandOutbox.class).forgetOld();

        assertThat(strings("select id from command where dc = 'kept' order by id"))
                .containsExactly("built", "lately", "waiting");
    }

    @Test
    void stepsGoOnceADataCenterIsWellPastThem() {
        run("insert into site_head (dc, incarnation, version, chain, holding) values ('far', 'i', 5000, 'c', '')");
        run("insert into site_received (dc, incarnation, version) values ('far', 'i', 4500)");
        run("insert into site_head (dc, incarnation, version, chain, holding) values ('behind', 'i', 5000, 'c', '')");
        run("insert into site_received (dc, incarnation, version) values ('behind', 'i', 7)");
        for (var version : List.of(6, 7, 3999, 4000, 4500, 5000)) {
            for (var dc : List.of("far", "behind")) {
                run("insert into site_step (dc, incarnation, version, chain) values (?, 'i', ?, 'c')", dc, version);
            }
        }

        hub.bean(SiteLists.class).forgetOld();

        assertThat(strings("select version::text from site_step where dc = 'far' order by site_step.version"))
                .containsExactly("4000", "4500", "5000");
        assertThat(strings("select version::text from site_step where dc = 'behind' order by site_step.version"))
                .containsExactly("7", "3999", "4000", "4500", "5000");
    }

    @Test
    void keysOfOldRequestsGoWithTheNextOnes() {
        hub.post("/api/v1/tenants", "{\"name\": \"keyed\"}", "Idempotency-Key", "first");
        run("update idempotency set expires = now() - interval '1 hour' where key = 'first'");

        hub.post("/api/v1/tenants", "{\"name\": \"keyed-too\"}", "Idempotency-Key", "second");

        assertThat(strings("select key from idempotency where key in ('first', 'second')"))
                .containsExactly("second");
    }

    private static List<UUID> outOfDate(int newest) {
        return rows().outOfDate(MONTH, newest, 100);
    }

    private static Stored ended(String application) {
        var operation = begin(application);
        database().platform(() -> {
            rows().end(operation.uid());
            return true;
        });
        return operation;
    }

    /** A restart that waits for ever: the data center does not exist. */
    private static Stored begin(String application) {
        return database()
                .as(
                        "acme",
                        () -> hub.bean(Operations.class)
                                .start(
                                        Caller.PLATFORM,
                                        "acme",
                                        "restart",
                                        application,
                                        Map.of("application", application, "dataCenters", List.of("nowhere")),
                                        false));
    }

    private static void age(Stored operation, int days) {
        run("update resource set created = now() - make_interval(days => ?) where uid = ?", days, operation.uid());
    }

    private static void command(String id, String type, String state, int days) {
        run(
                "insert into command (id, dc, type, target, body, expires, state, answered)"
                        + " values (?, 'kept', ?, '', '', now() + interval '1 day', ?, now() - make_interval(days => ?))",
                id,
                type,
                state,
                days);
    }

    private static void run(String statement, Object... params) {
        database().platform(() -> database().sql().sql(statement).params(params).update());
    }

    private static List<String> strings(String query) {
        return database()
                .platform(() -> database().sql().sql(query).query(String.class).list());
    }

    private static OperationRepository rows() {
        return hub.bean(OperationRepository.class);
    }

    private static Database database() {
        return hub.bean(Database.class);
    }
}
