package io.skerry.hub.resource;

import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.hub.TestHub;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Three transactions of ten lose a race: one to a serialization failure, one to a deadlock, one only when it commits. Nobody who asked notices
 * more than that it takes longer. {@code -Draces.acts} says how many acts.
 */
@Tag("F12")
class LostRacesIT {

    private static final int ACTS = Integer.getInteger("races.acts", 200);
    private static final String LOSE = """
            create sequence lost;
            create function lose() returns trigger language plpgsql security definer as $$
            begin
              if random() < TG_ARGV[0]::float8 then
                perform nextval('lost');
                raise exception 'lost' using errcode = case when TG_ARGV[1] = 'deadlock' then '40P01' else '40001' end;
              end if;
              return new;
            end $$;
            create trigger lose_one before insert on resource for each row when (new.kind = 'application')
              execute function lose('0.1', 'race');
            create trigger lose_other before insert on resource for each row when (new.kind = 'application')
              execute function lose('0.11', 'deadlock');
            create constraint trigger lose_at_commit after insert on resource deferrable initially deferred
              for each row when (new.kind = 'application') execute function lose('0.125', 'race');
            """;

    private TestHub hub;

    @BeforeEach
    void start() {
        hub = TestHub.start();
        hub.post("/api/v1/tenants", "{\"name\": \"acme\"}");
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    @Test
    void whoeverLosesARaceIsDoneAgainAsAWholeAndOnce() throws Exception {
        var calm = new KeyedWriters(hub, "calm-").start(ACTS);
        calm.join();
        run(LOSE);

        var racing = new KeyedWriters(hub, "racing-").start(ACTS);
        racing.join();

        System.out.printf(
                "F12 races: %d acts, %d races lost, %d asked again, p99 %.1f ms, without races %.1f ms%n",
                ACTS, lost(), racing.repeated(), racing.p99(), calm.p99());
        assertThat(racing.failed()).isEmpty();
        assertThat(racing.made()).hasSize(ACTS);
        assertThat(lost()).isGreaterThan(ACTS / 5);
        new Effects(hub).eachOnce("racing-", racing.made());
    }

    /** The control: the same transactions, each tried once. */
    @Test
    void withoutAnotherTryEveryRaceIsSeen() {
        run(LOSE);
        var once = hub.bean(TransactionTemplate.class);

        var failed = IntStream.range(0, 40)
                .filter(number -> {
                    try {
                        once.executeWithoutResult(_ ->
                                run("insert into resource (uid, kind, tenant, name, version, generation, spec) values"
                                        + " (gen_random_uuid(), 'application', 'acme', 'naive-" + number
                                        + "', 1, 1, '{}')"));
                        return false;
                    } catch (DataAccessException | TransactionException e) {
                        return true;
                    }
                })
                .count();

        assertThat(failed).isPositive();
    }

    private long lost() {
        return hub.bean(JdbcClient.class)
                .sql("select last_value from lost")
                .query(Long.class)
                .single();
    }

    private void run(String statements) {
        hub.bean(JdbcClient.class).sql(statements).update();
    }
}
