package io.skerry.hub.projection;

import io.skerry.hub.resource.Database;
import io.skerry.model.resource.Kind;
import io.skerry.model.site.Holding;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The tables of the projection. Called in the platform's transactions only. */
final class SiteRepository {

    private final Database database;

    SiteRepository(Database database) {
        this.database = database;
    }

    /** A live or removed object as it is stored. */
    record Row(String key, long version, String digest, boolean tombstone) {}

    /** How far a data center's list is. */
    record Head(String incarnation, long version, Holding holding, String chain) {

        /** The next step, linked to this one. */
        Head next(long newVersion, Holding newHolding) {
            var linked = digest((chain + newVersion + newHolding.text()).getBytes(StandardCharsets.UTF_8));
            return new Head(incarnation, newVersion, newHolding, linked.substring(0, 32));
        }
    }

    String incarnation() {
        return database.sql()
                .sql("select incarnation from hub_identity where id = 1")
                .query(String.class)
                .single();
    }

    /** Makes the hub's identity at the first start. */
    void identify() {
        database.sql()
                .sql("insert into hub_identity (id, installation, incarnation) values (1, ?, ?) on conflict do nothing")
                .param(UUID.randomUUID().toString())
                .param(UUID.randomUUID().toString())
                .update();
    }

    Optional<Long> lead(String holder, Duration lease) {
        return database.sql()
                .sql("update projection_position set holder = :holder, expires = now() + make_interval(secs => :lease),"
                        + " epoch = case when holder = :holder then epoch else epoch + 1 end"
                        + " where id = 1 and (expires < now() or holder = :holder) returning revision")
                .param("holder", holder)
                .param("lease", lease.toMillis() / 1000.0)
                .query(Long.class)
                .optional();
    }

    void advance(String holder, long revision) {
        database.sql()
                .sql("update projection_position set revision = ? where id = 1 and holder = ?")
                .param(revision)
                .param(holder)
                .update();
    }

    void resign(String holder) {
        database.sql()
                .sql("update projection_position set expires = now() where id = 1 and holder = ?")
                .param(holder)
                .update();
    }

    void lock(Root root) {
        database.sql()
                .sql("insert into projection_root (dc, kind, uid) values (?, ?, ?) on conflict do nothing")
                .params(root.dc(), root.kind().text(), root.uid())
                .update();
        database.sql()
                .sql("select 1 from projection_root where dc = ? and kind = ? and uid = ? for update")
                .params(root.dc(), root.kind().text(), root.uid())
                .query(Integer.class)
                .single();
    }

    void forget(Root root) {
        database.sql()
                .sql("delete from projection_root where dc = ? and kind = ? and uid = ?")
                .params(root.dc(), root.kind().text(), root.uid())
                .update();
    }

    /** Notes that a root cannot be projected. */
    int fail(Root root, String error) {
        return database.sql()
                .sql("insert into projection_root (dc, kind, uid, error) values (?, ?, ?, ?)"
                        + " on conflict (dc, kind, uid) do update set error = excluded.error")
                .params(root.dc(), root.kind().text(), root.uid(), error)
                .update();
    }

    List<Root> failed() {
        return database.sql()
                .sql("select dc, kind, uid from projection_root where error is not null")
                .query((row, n) -> new Root(row.getString(1), Kind.of(row.getString(2)), row.getObject(3, UUID.class)))
                .list();
    }

    void setInputs(Root root, Collection<String> inputs) {
        database.sql()
                .sql(
                        "update projection_root set error = null where dc = ? and kind = ? and uid = ? and error is not null")
                .params(root.dc(), root.kind().text(), root.uid())
                .update();
        database.sql()
                .sql("delete from projection_input where dc = ? and kind = ? and uid = ?")
                .params(root.dc(), root.kind().text(), root.uid())
                .update();
        for (var input : inputs) {
            database.sql()
                    .sql("insert into projection_input (dc, kind, uid, input) values (?, ?, ?, ?)")
                    .params(root.dc(), root.kind().text(), root.uid(), input)
                    .update();
        }
    }

    List<Root> rootsOf(Collection<String> inputs) {
        return database.sql()
                .sql("select distinct dc, kind, uid from projection_input where input in (:inputs)")
                .param("inputs", inputs)
                .query((row, n) -> new Root(row.getString(1), Kind.of(row.getString(2)), row.getObject(3, UUID.class)))
                .list();
    }

    List<Root> rootsOf(UUID uid) {
        return database.sql()
                .sql("select dc, kind, uid from projection_root where uid = ?")
                .param(uid)
                .query((row, n) -> new Root(row.getString(1), Kind.of(row.getString(2)), row.getObject(3, UUID.class)))
                .list();
    }

    List<Row> objectsOf(Root root) {
        return database.sql()
                .sql(
                        "select key, version, digest, tombstone from site_object where dc = ? and root_kind = ? and root_uid = ?")
                .params(root.dc(), root.kind().text(), root.uid())
                .query((row, n) -> new Row(row.getString(1), row.getLong(2), row.getString(3), row.getBoolean(4)))
                .list();
    }

    /** Taken last in a transaction: every writer of one data center's list waits here. */
    Head lockHead(String dc) {
        database.sql()
                .sql("insert into site_head (dc, incarnation, version, chain, holding) select ?, incarnation, 0, '', ?"
                        + " from hub_identity on conflict do nothing")
                .params(dc, Holding.NOTHING.text())
                .update();
        return database.sql()
                .sql("select incarnation, version, holding, chain from site_head where dc = ? for update")
                .param(dc)
                .query((row, n) ->
                        new Head(row.getString(1), row.getLong(2), Holding.parse(row.getString(3)), row.getString(4)))
                .single();
    }

    void put(Root root, String key, long version, String digest, byte[] body) {
        database.sql()
                .sql(
                        "insert into site_object (dc, key, root_kind, root_uid, version, digest, body, tombstone, operation)"
                                + " values (:dc, :key, :kind, :uid, :version, :digest, :body, false, null) on conflict (dc, key) do update"
                                + " set root_kind = excluded.root_kind, root_uid = excluded.root_uid, version = excluded.version,"
                                + " digest = excluded.digest, body = excluded.body, tombstone = false, operation = null")
                .param("dc", root.dc())
                .param("key", key)
                .param("kind", root.kind().text())
                .param("uid", root.uid())
                .param("version", version)
                .param("digest", digest)
                .param("body", body)
                .update();
    }

    void bury(String dc, String key, long version, @Nullable String operation) {
        database.sql()
                .sql(
                        "update site_object set version = ?, tombstone = true, body = ''::bytea, digest = '', operation = ?"
                                + " where dc = ? and key = ?")
                .params(java.util.Arrays.asList(version, operation, dc, key))
                .update();
    }

    void setHead(String dc, Head head) {
        database.sql()
                .sql("update site_head set version = ?, holding = ?, chain = ? where dc = ?")
                .params(head.version(), head.holding().text(), head.chain(), dc)
                .update();
        database.sql()
                .sql("insert into site_step (dc, incarnation, version, chain) values (?, ?, ?, ?)")
                .params(dc, head.incarnation(), head.version(), head.chain())
                .update();
    }

    static String digest(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
