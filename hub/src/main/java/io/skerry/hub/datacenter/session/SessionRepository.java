package io.skerry.hub.datacenter.session;

import io.skerry.hub.datacenter.session.SiteSessions.Alive;
import io.skerry.hub.resource.Database;
import io.skerry.model.message.Epoch;
import io.skerry.model.message.Hello;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Repository;

/** The tables {@code site_session} and {@code site_clone}. */
@Repository
class SessionRepository {

    private final Database database;

    SessionRepository(Database database) {
        this.database = database;
    }

    String incarnation() {
        return database.sql()
                .sql("select incarnation from hub_identity where id = 1")
                .query(String.class)
                .single();
    }

    /** The last session of a data center, locked until the transaction ends; a closed one of epoch 0 if there was none. */
    Claim.Last lock(String dc, String incarnation, Duration freshFor) {
        database.sql()
                .sql("insert into site_session (dc, incarnation, epoch, agent, run_id, store_id, hub, closed)"
                        + " values (?, ?, 0, '', '', '', '', clock_timestamp()) on conflict do nothing")
                .params(dc, incarnation)
                .update();
        return database.sql()
                .sql(
                        "select epoch, run_id, store_id, hub, closed is not null as closed,"
                                + " seen > clock_timestamp() - make_interval(secs => ?) as fresh from site_session where dc = ? for update")
                .params((double) freshFor.toSeconds(), dc)
                .query((row, n) -> new Claim.Last(
                        row.getLong("epoch"),
                        row.getString("run_id"),
                        row.getString("store_id"),
                        row.getString("hub"),
                        row.getBoolean("closed"),
                        row.getBoolean("fresh")))
                .single();
    }

    void open(String dc, Epoch epoch, Hello hello, String hub) {
        database.sql()
                .sql(
                        "update site_session set incarnation = :incarnation, epoch = :epoch, agent = :agent, run_id = :run,"
                                + " store_id = :store, hub = :hub, roles = :roles, software = :software, gateways = :gateways,"
                                + " since = clock_timestamp(), seen = clock_timestamp(), closed = null where dc = :dc")
                .param("incarnation", epoch.incarnation())
                .param("epoch", epoch.number())
                .param("agent", hello.agentId())
                .param("run", hello.runId())
                .param("store", hello.storeId())
                .param("hub", hub)
                .param("roles", String.join(" ", hello.roles()))
                .param("software", hello.software())
                .param("gateways", String.join(" ", hello.gateways()))
                .param("dc", dc)
                .update();
    }

    /**
     * What an edge store said that is lost: whoever speaks with a new one says all of it again. So does the one before if it was not lost
     * and speaks again, after a word of the other that came late.
     */
    void forgetStatuses(String dc) {
        database.sql().sql("delete from status where dc = ?").param(dc).update();
        database.sql().sql("delete from report_position where dc = ?").param(dc).update();
    }

    /** Returns whether it is another than the last that was seen. */
    boolean cloneSeen(String dc, Hello hello) {
        var known = database.sql()
                .sql("update site_clone set seen = clock_timestamp() where dc = ? and agent = ? and run_id = ?")
                .params(dc, hello.agentId(), hello.runId())
                .update();
        return known == 0
                && database.sql()
                                .sql(
                                        "insert into site_clone (dc, agent, run_id) values (?, ?, ?) on conflict (dc) do update"
                                                + " set agent = excluded.agent, run_id = excluded.run_id, seen = clock_timestamp()"
                                                + " where site_clone.run_id <> excluded.run_id or site_clone.agent <> excluded.agent")
                                .params(dc, hello.agentId(), hello.runId())
                                .update()
                        > 0;
    }

    /** Marks those that have been silent for so long and were not marked before; returns for how long each was silent. */
    Map<String, Duration> away(Duration after) {
        var away = new HashMap<String, Duration>();
        database.sql()
                .sql("update site_session s set away = s.seen where away is null and epoch > 0"
                        + " and seen < clock_timestamp() - make_interval(secs => ?)"
                        + " and exists (select from resource r where r.kind = 'dataCenter' and r.name = s.dc)"
                        + " returning dc, extract(epoch from clock_timestamp() - seen)")
                .param((double) after.toSeconds())
                .query(row -> {
                    away.put(row.getString(1), Duration.ofSeconds(row.getLong(2)));
                });
        return away;
    }

    /** Takes the mark from those whose session was heard again as it was; returns for how long each was silent. */
    Map<String, Duration> heardAgain() {
        var back = new HashMap<String, Duration>();
        database.sql()
                .sql(
                        "with heard as (select dc, away from site_session where away is not null and seen > away and closed is null"
                                + " for update skip locked) update site_session s set away = null from heard"
                                + " where s.dc = heard.dc returning s.dc, extract(epoch from s.seen - heard.away)")
                .query(row -> {
                    back.put(row.getString(1), Duration.ofSeconds(row.getLong(2)));
                });
        return back;
    }

    /** Takes the mark away; returns since how long it was silent, if it was there. */
    Optional<Duration> back(String dc) {
        var silence = database.sql()
                .sql(
                        "select extract(epoch from clock_timestamp() - away) from site_session where dc = ? and away is not null")
                .param(dc)
                .query(Double.class)
                .optional();
        if (silence.isPresent()) {
            database.sql()
                    .sql("update site_session set away = null where dc = ?")
                    .param(dc)
                    .update();
        }
        return silence.map(seconds -> Duration.ofSeconds(seconds.longValue()));
    }

    void close(String dc, Epoch epoch) {
        database.platform(() -> database.sql()
                .sql("update site_session set closed = clock_timestamp()"
                        + " where dc = ? and incarnation = ? and epoch = ? and closed is null")
                .params(dc, epoch.incarnation(), epoch.number())
                .update());
    }

    void closeAllOf(String hub) {
        database.platform(() -> database.sql()
                .sql("update site_session set closed = clock_timestamp() where hub = ? and closed is null")
                .param(hub)
                .update());
    }

    /** Notes that these sessions are alive; returns those whose epoch still counts and whose agent is not revoked. */
    Set<String> seen(Map<String, Alive> live) {
        var dcs = live.keySet().toArray(String[]::new);
        var epochs = Stream.of(dcs).map(dc -> alive(live, dc).epoch().number()).toArray(Long[]::new);
        var ages = Stream.of(dcs)
                .map(dc -> alive(live, dc).toldUntil())
                .map(age -> age == null ? null : age.toMillis() / 1000.0)
                .toArray(Double[]::new);
        return Set.copyOf(database.platform(() -> database.sql()
                .sql("update site_session s set seen = clock_timestamp(),"
                        + " told_until = greatest(s.told_until, clock_timestamp() - make_interval(secs => live.age))"
                        + " from unnest(?::text[], ?::bigint[], ?::float8[]) live(dc, epoch, age), agent a"
                        + " where s.dc = live.dc and s.epoch = live.epoch and s.closed is null"
                        + " and a.dc = s.dc and a.id = s.agent and a.revoked is null returning s.dc")
                .params(List.of(dcs, epochs, ages))
                .query(String.class)
                .list()));
    }

    private static Alive alive(Map<String, Alive> live, String dc) {
        return Objects.requireNonNull(live.get(dc));
    }

    /** Whether the epoch is the data center's current one; the session stays so until the transaction ends. */
    boolean holds(String dc, Epoch epoch) {
        return database.sql()
                .sql(
                        "select 1 from site_session where dc = ? and incarnation = ? and epoch = ? and closed is null for share")
                .params(dc, epoch.incarnation(), epoch.number())
                .query(Integer.class)
                .optional()
                .isPresent();
    }
}
