package io.skerry.hub.datacenter.report;

import io.skerry.hub.resource.Database;
import io.skerry.model.message.Epoch;
import io.skerry.model.name.ComponentRef;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Writes what data centers see into {@code status} and how far their reports are into {@code report_position}; only newer words count. */
@Repository
class StatusRepository {

    private static final String NEWER = "(status.epoch, status.seq) < (:epoch, :seq)";
    private static final String UPSERT = "insert into status (uid, dc, part, tenant, epoch, seq, observed_at, body)"
            + " select r.uid, :dc, :part, r.tenant, :epoch, :seq, clock_timestamp() - make_interval(secs => :age),"
            + " cast(:body as json) from resource r where %s for key share"
            + " on conflict (uid, dc, part) do update set epoch = excluded.epoch, seq = excluded.seq,"
            + " observed_at = excluded.observed_at, stored_at = clock_timestamp(), body = excluded.body where " + NEWER
            + " returning uid";

    private final Database database;

    StatusRepository(Database database) {
        this.database = database;
    }

    /** When and in which order something was said. */
    record Stamp(Epoch epoch, long seq, long ageMillis) {}

    /** What was last said of components, each kept from others until the running transaction ends. */
    Map<UUID, String> components(String dc, Collection<UUID> uids) {
        var said = new HashMap<UUID, String>();
        database.sql()
                .sql(
                        "select uid, body from status where dc = :dc and part = '' and uid in (:uids) order by uid for update")
                .param("dc", dc)
                .param("uids", uids)
                .query(row -> {
                    said.put(row.getObject("uid", UUID.class), row.getString("body"));
                });
        return said;
    }

    Optional<UUID> putComponent(String dc, UUID uid, Stamp stamp, String body) {
        return upsert("r.uid = :uid and r.kind = 'component'", dc, "", stamp, body, uid);
    }

    Optional<UUID> putOfDataCenter(String dc, String part, Stamp stamp, String body) {
        return upsert("r.kind = 'dataCenter' and r.name = :dc", dc, part, stamp, body, null);
    }

    private Optional<UUID> upsert(String which, String dc, String part, Stamp stamp, String body, @Nullable UUID uid) {
        var statement = database.sql()
                .sql(UPSERT.formatted(which))
                .param("dc", dc)
                .param("part", part)
                .param("epoch", stamp.epoch().number())
                .param("seq", stamp.seq())
                .param("age", Math.max(0, stamp.ageMillis()) / 1000.0)
                .param("body", body);
        return (uid == null ? statement : statement.param("uid", uid))
                .query(UUID.class)
                .optional();
    }

    Optional<UUID> deleteComponent(String dc, ComponentRef component, Stamp stamp) {
        return database.sql()
                .sql(
                        "delete from status using resource r where r.uid = status.uid and status.dc = :dc and status.part = ''"
                                + " and r.kind = 'component' and r.tenant = :tenant and r.scope = :application and r.name = :component and "
                                + NEWER + " returning status.uid")
                .param("dc", dc)
                .param("tenant", component.tenant().value())
                .param("application", component.application())
                .param("component", component.component())
                .param("epoch", stamp.epoch().number())
                .param("seq", stamp.seq())
                .query(UUID.class)
                .optional();
    }

    Optional<UUID> deleteOfDataCenter(String dc, String part, Stamp stamp) {
        return database.sql()
                .sql(
                        "delete from status using resource r where r.uid = status.uid and status.dc = :dc and status.part = :part"
                                + " and r.kind = 'dataCenter' and r.name = :dc and " + NEWER + " returning status.uid")
                .param("dc", dc)
                .param("part", part)
                .param("epoch", stamp.epoch().number())
                .param("seq", stamp.seq())
                .query(UUID.class)
                .optional();
    }

    /** The highest report that is stored of that edge store; 0 if none is. */
    long position(String dc, String storeId) {
        return database.sql()
                .sql("select seq from report_position where dc = ? and store_id = ?")
                .params(dc, storeId)
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    void setPosition(String dc, String storeId, long seq) {
        database.sql()
                .sql(
                        "insert into report_position (dc, store_id, seq) values (?, ?, ?) on conflict (dc, store_id) do update"
                                + " set seq = greatest(report_position.seq, excluded.seq)")
                .params(dc, storeId, seq)
                .update();
    }
}
