package io.skerry.hub.datacenter.link;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.skerry.hub.TestHub;
import io.skerry.hub.datacenter.session.SiteSessions;
import io.skerry.hub.datacenter.sync.SiteLists;
import io.skerry.hub.resource.Database;
import io.skerry.model.site.Holding;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** Writes what data centers must hold straight into the tables, as the projection would. */
final class TestSites {

    final String incarnation;
    private final TestHub hub;
    private final Database database;

    TestSites(TestHub hub) {
        this.hub = hub;
        this.database = hub.bean(Database.class);
        this.incarnation = hub.bean(SiteSessions.class).incarnation();
    }

    /** Adds components {@code c<from>} to {@code c<to>} and moves the head. */
    void put(String dc, int from, int to) {
        database.platform(() -> {
            var version = version(dc);
            for (var i = from; i <= to; i++) {
                var body = ("{\"n\":" + i + "}").getBytes(UTF_8);
                sql("insert into site_object (dc, key, root_kind, root_uid, version, digest, body)"
                                + " values (?, ?, 'component', ?, ?, ?, ?)")
                        .params(dc, key(i), UUID.randomUUID(), ++version, Holding.digest(body), body)
                        .update();
            }
            moveHead(dc, version);
            return true;
        });
        hub.bean(SiteLists.class).siteChanged(dc);
    }

    /** Replaces components by tombstones. */
    void bury(String dc, int from, int to, String operation) {
        database.platform(() -> {
            var version = version(dc);
            for (var i = from; i <= to; i++) {
                sql("update site_object set tombstone = true, body = '', digest = '', version = ?, operation = ?"
                                + " where dc = ? and key = ?")
                        .params(Arrays.asList(++version, operation, dc, key(i)))
                        .update();
            }
            moveHead(dc, version);
            return true;
        });
        hub.bean(SiteLists.class).siteChanged(dc);
    }

    String chain(String dc) {
        return database.platform(() -> sql("select chain from site_head where dc = ?")
                .param(dc)
                .query(String.class)
                .single());
    }

    static String key(int i) {
        return "wanted/component/acme/shop/c" + i;
    }

    long version(String dc) {
        return database.platform(() -> sql("select version from site_head where dc = ?")
                .param(dc)
                .query(Long.class)
                .optional()
                .orElse(0L));
    }

    <T> List<T> column(String query, Class<T> type, Object... params) {
        return database.platform(() -> sql(query).params(params).query(type).list());
    }

    void run(String statement, Object... params) {
        database.platform(() -> sql(statement).params(params).update());
    }

    private void moveHead(String dc, long version) {
        var holding = Holding.NOTHING;
        for (var row : sql("select key, version, digest from site_object where dc = ? and not tombstone")
                .param(dc)
                .query()
                .listOfRows()) {
            holding = holding.with(
                    (String) row.get("key"), ((Number) row.get("version")).longValue(), (String) row.get("digest"));
        }
        sql("insert into site_head (dc, incarnation, version, chain, holding) values (?, ?, ?, ?, ?)"
                        + " on conflict (dc) do update set version = excluded.version, chain = excluded.chain,"
                        + " holding = excluded.holding")
                .params(dc, incarnation, version, "chain-" + version, holding.text())
                .update();
        sql("insert into site_step (dc, incarnation, version, chain) values (?, ?, ?, ?)")
                .params(dc, incarnation, version, "chain-" + version)
                .update();
    }

    private StatementSpec sql(String statement) {
        return database.sql().sql(statement);
    }
}
