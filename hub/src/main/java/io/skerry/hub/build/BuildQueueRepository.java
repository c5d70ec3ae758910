package io.skerry.hub.build;

import io.skerry.hub.build.BuildLine.Open;
import io.skerry.hub.resource.Database;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Repository;

/** The table {@code build_queue}: a row as long as the build has not ended. */
@Repository
class BuildQueueRepository {

    private static final String COLUMNS = "select uid, tenant, among, created, dc, begun, attempt from build_queue";

    private final Database database;

    BuildQueueRepository(Database database) {
        this.database = database;
    }

    void add(UUID build, String tenant, Collection<String> among) {
        database.platform(() -> database.sql()
                .sql("insert into build_queue (uid, tenant, among) values (?, ?, ?)")
                .params(build, tenant, among.toArray(String[]::new))
                .update());
    }

    List<Open> all() {
        return database.platform(() -> database.sql()
                .sql(COLUMNS + " order by created, uid")
                .query(BuildQueueRepository::open)
                .list());
    }

    /** Those of an application. */
    List<UUID> of(String tenant, String application) {
        return database.platform(() -> database.sql()
                .sql("select q.uid from build_queue q join resource r on r.uid = q.uid"
                        + " where q.tenant = ? and r.scope = ? order by q.created, q.uid")
                .params(tenant, application)
                .query(UUID.class)
                .list());
    }

    /** All of them, each kept from others until the running transaction ends: one hub at a time gives orders. */
    List<Open> lockAll() {
        return database.platform(() -> database.sql()
                .sql(COLUMNS + " order by created, uid for update")
                .query(BuildQueueRepository::open)
                .list());
    }

    /** The build, kept from others until the running transaction ends; empty once it has ended. */
    Optional<Open> lock(UUID build) {
        return database.platform(() -> database.sql()
                .sql(COLUMNS + " where uid = ? for update")
                .param(build)
                .query(BuildQueueRepository::open)
                .optional());
    }

    void ordered(UUID build, String dc) {
        database.platform(() -> database.sql()
                .sql("update build_queue set dc = ?, begun = false where uid = ?")
                .params(dc, build)
                .update());
    }

    void begun(UUID build) {
        database.platform(() -> database.sql()
                .sql("update build_queue set begun = true where uid = ?")
                .param(build)
                .update());
    }

    /** Puts it back into the line, where it stood by its age. */
    void takenBack(UUID build, int attempt) {
        database.platform(() -> database.sql()
                .sql("update build_queue set dc = null, begun = false, attempt = ? where uid = ?")
                .params(attempt, build)
                .update());
    }

    void ended(UUID build) {
        database.platform(() -> database.sql()
                .sql("delete from build_queue where uid = ?")
                .param(build)
                .update());
    }

    /**
     * Builds that ended, that no release came from, and that are too old or too many.
     *
     * @param age those older go, but for the newest few
     * @param few how many of a component stay whatever their age
     * @param most how many of a component stay at all
     */
    List<UUID> outOfDate(Duration age, int few, int most, int limit) {
        return database.platform(() -> database.sql()
                .sql("select uid from (select r.uid, r.tenant, r.scope, r.name, r.created, row_number() over"
                        + " (partition by r.tenant, r.scope, r.labels ->> 'component' order by r.created desc, r.name) as place"
                        + " from resource r where r.kind = 'build'"
                        + " and not exists (select from build_queue q where q.uid = r.uid)) b"
                        + " where (place > :most or (place > :few and created < now() - make_interval(secs => :age)))"
                        + " and not exists (select from resource l where l.kind = 'release' and l.tenant = b.tenant"
                        + " and l.scope = b.scope and exists (select from json_each(l.spec -> 'components') c"
                        + " where c.value ->> 'build' = b.name)) limit :limit")
                .param("most", most)
                .param("few", few)
                .param("age", (double) age.toSeconds())
                .param("limit", limit)
                .query(UUID.class)
                .list());
    }

    private static Open open(ResultSet row, int number) throws SQLException {
        return new Open(
                row.getObject("uid", UUID.class),
                row.getString("tenant"),
                texts(row.getArray("among")),
                row.getTimestamp("created").toInstant(),
                Optional.ofNullable(row.getString("dc")),
                row.getBoolean("begun"),
                row.getInt("attempt"));
    }

    private static List<String> texts(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }
}
