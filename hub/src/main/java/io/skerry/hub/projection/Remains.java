package io.skerry.hub.projection;

import io.skerry.hub.resource.Database;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** What data centers still hold of a resource that is being taken away. */
public final class Remains {

    private final Database database;

    Remains(Database database) {
        this.database = database;
    }

    /**
     * One thing that is left.
     *
     * @param message a sentence about what is waited for
     */
    public record Left(String dc, String key, String message) {}

    /** Everything that is left; empty once every data center has confirmed. */
    public List<Left> of(UUID uid) {
        return database.platform(() -> database.sql()
                .sql("select o.dc, o.key, case when not o.tombstone then 'the hub is telling it'"
                        + " when coalesce(r.version, 0) < o.version then 'it has not received the removal yet'"
                        + " else 'it is stopping what runs' end"
                        + " from site_object o left join site_received r on r.dc = o.dc"
                        + " where o.root_uid = :uid and (not o.tombstone or coalesce(r.version, 0) < o.version"
                        + " or exists (select from status s where s.uid = :uid and s.dc = o.dc))"
                        + " and exists (select from resource d where d.kind = 'dataCenter' and d.name = o.dc)"
                        + " order by o.dc, o.key")
                .param("uid", uid)
                .query((row, n) -> new Left(row.getString(1), row.getString(2), row.getString(3)))
                .list());
    }

    /** Of these resources, what cannot be said to a data center at the moment, and why. */
    public List<Left> unsaid(Collection<UUID> uids) {
        return uids.isEmpty()
                ? List.of()
                : database.platform(() -> database.sql()
                        .sql("select dc, kind, error from projection_root where uid in (:uids) and error is not null"
                                + " order by dc")
                        .param("uids", uids)
                        .query((row, n) -> new Left(row.getString(1), row.getString(2), row.getString(3)))
                        .list());
    }
}
