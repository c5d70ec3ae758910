package io.skerry.hub.datacenter.sync;

import io.skerry.hub.datacenter.sync.SitePage.Head;
import io.skerry.hub.datacenter.sync.SitePage.SiteRow;
import io.skerry.hub.resource.Database;
import io.skerry.model.key.EdgeKey;
import io.skerry.model.message.Epoch;
import io.skerry.model.site.Holding;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Repository;

/** The tables {@code site_object}, {@code site_head}, {@code site_step}, {@code site_received} and {@code site_review}, read and marked. */
@Repository
class SiteObjectRepository {

    /** The root of what no resource of this hub stands behind. */
    private static final UUID NOBODY = new UUID(0, 0);

    private static final Head NOTHING = new Head(0, "", Holding.NOTHING.text());
    private static final String COLUMNS =
            "h.version as head_version, h.chain, h.holding, o.key, o.version, o.digest, o.body,"
                    + " o.tombstone, o.operation";

    private final Database database;

    SiteObjectRepository(Database database) {
        this.database = database;
    }

    /** What comes after a version; head and objects are of one moment, since one statement reads them. */
    SitePage after(String dc, long version, int limit) {
        return page(database.sql()
                .sql(
                        "select " + COLUMNS + " from site_head h left join lateral (select * from site_object"
                                + " where dc = h.dc and version > ? order by version limit ?) o on true where h.dc = ? order by o.version")
                .params(version, limit, dc)
                .query(SiteObjectRepository::line)
                .list());
    }

    /** What differs from the versions that a data center says it holds. */
    SitePage differing(String dc, Map<String, Long> held, int limit) {
        return page(database.sql()
                .sql("select " + COLUMNS + " from site_head h left join lateral (select s.* from site_object s"
                        + " left join unnest(?::text[], ?::bigint[]) held(key, version) on held.key = s.key where s.dc = h.dc"
                        + " and ((not s.tombstone and held.version is distinct from s.version) or (s.tombstone and held.key is not null))"
                        + " order by s.version limit ?) o on true where h.dc = ? order by o.version")
                .params(List.of(
                        held.keySet().toArray(String[]::new), held.values().toArray(Long[]::new), limit, dc))
                .query(SiteObjectRepository::line)
                .list());
    }

    Map<String, Long> versions(Collection<String> dcs) {
        var versions = new HashMap<String, Long>();
        database.sql()
                .sql("select dc, version from site_head where dc = any (?)")
                .params(List.of((Object) dcs.toArray(String[]::new)))
                .query((row, n) -> versions.put(row.getString("dc"), row.getLong("version")))
                .list();
        return versions;
    }

    /** How many keys that a data center holds the hub has never heard of. */
    long unheardOf(String dc, Map<String, Long> held) {
        return database.sql()
                .sql("select count(*) from unnest(?::text[]) held(key)"
                        + " where not exists (select from site_object where dc = ? and key = held.key)")
                .params(List.of(held.keySet().toArray(String[]::new), dc))
                .query(Long.class)
                .single();
    }

    /** Puts what the hub has never heard of into the list as removed, for nobody's reason yet. */
    void buryUnheardOf(String dc, Collection<String> held) {
        database.sql()
                .sql("insert into site_head (dc, incarnation, version, chain, holding) select ?, incarnation, 0, '', ?"
                        + " from hub_identity on conflict do nothing")
                .params(dc, Holding.NOTHING.text())
                .update();
        database.sql()
                .sql("select 1 from site_head where dc = ? for update")
                .param(dc)
                .query(Integer.class)
                .single();
        var buried = database.sql()
                .sql("insert into site_object (dc, key, root_kind, root_uid, version, digest, body, tombstone)"
                        + " select h.dc, held.key, '', ?, h.version + row_number() over (order by held.key), '', ''::bytea, true"
                        + " from site_head h, unnest(?::text[]) held(key)"
                        + " where h.dc = ? and starts_with(held.key, ?)"
                        + " and not exists (select from site_object o where o.dc = h.dc and o.key = held.key)")
                .params(List.of(NOBODY, held.toArray(String[]::new), dc, EdgeKey.WANTED))
                .update();
        database.sql()
                .sql("update site_head set version = version + ?, chain = substr(encode(sha256(convert_to("
                        + "chain || (version + ?) || holding, 'UTF8')), 'hex'), 1, 32) where dc = ? and ? > 0")
                .params(buried, buried, dc, buried)
                .update();
        database.sql()
                .sql("insert into site_step (dc, incarnation, version, chain) select dc, incarnation, version, chain"
                        + " from site_head where dc = ? on conflict do nothing")
                .param(dc)
                .update();
    }

    long live(String dc) {
        return count(dc, "not tombstone", 0);
    }

    long unconfirmed(String dc, long after) {
        return count(dc, "tombstone and operation is null", after);
    }

    private long count(String dc, String which, long after) {
        return database.sql()
                .sql("select count(*) from site_object where dc = ? and version > ? and " + which)
                .params(dc, after)
                .query(Long.class)
                .single();
    }

    boolean knowsStep(String dc, String incarnation, long version, String chain) {
        return database.sql()
                .sql("select 1 from site_step where dc = ? and incarnation = ? and version = ? and chain = ?")
                .params(dc, incarnation, version, chain)
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    /** A data center names the step it received last, or an earlier one if it was restored from a backup. */
    void forgetSteps(int kept) {
        database.sql()
                .sql("delete from site_step s using site_head h, site_received r where h.dc = s.dc and r.dc = s.dc"
                        + " and h.incarnation = s.incarnation and r.incarnation = s.incarnation"
                        + " and s.version < r.version and s.version < h.version - ?")
                .param(kept)
                .update();
    }

    void received(String dc, Epoch epoch, long version) {
        database.sql()
                .sql("insert into site_received (dc, incarnation, version) values (?, ?, ?) on conflict (dc) do update"
                        + " set incarnation = excluded.incarnation, version = excluded.version, at = clock_timestamp()")
                .params(dc, epoch.incarnation(), version)
                .update();
    }

    Optional<String> review(String dc) {
        return database.sql()
                .sql("select why from site_review where dc = ?")
                .param(dc)
                .query(String.class)
                .optional();
    }

    /** Returns whether there was none. */
    boolean openReview(String dc, String why, String what) {
        return database.sql()
                        .sql("insert into site_review (dc, why, what) values (?, ?, ?) on conflict do nothing")
                        .params(dc, why, what)
                        .update()
                > 0;
    }

    /** Returns whether there was one. */
    boolean closeReview(String dc, String operation) {
        database.sql()
                .sql("update site_object set operation = ? where dc = ? and tombstone and operation is null")
                .params(operation, dc)
                .update();
        return database.sql()
                        .sql("delete from site_review where dc = ?")
                        .param(dc)
                        .update()
                > 0;
    }

    private record Line(Head head, Optional<SiteRow> row) {}

    private static Line line(ResultSet row, int number) throws SQLException {
        var head = new Head(row.getLong("head_version"), row.getString("chain"), row.getString("holding"));
        if (row.getString("key") == null) {
            return new Line(head, Optional.empty());
        }
        return new Line(
                head,
                Optional.of(new SiteRow(
                        row.getString("key"),
                        row.getLong("version"),
                        row.getString("digest"),
                        row.getBytes("body"),
                        row.getBoolean("tombstone"),
                        row.getString("operation"))));
    }

    private static SitePage page(List<Line> lines) {
        var rows = new ArrayList<SiteRow>();
        lines.forEach(line -> line.row().ifPresent(rows::add));
        return new SitePage(lines.isEmpty() ? NOTHING : lines.getFirst().head(), rows);
    }
}
