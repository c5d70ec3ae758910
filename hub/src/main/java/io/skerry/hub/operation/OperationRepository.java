package io.skerry.hub.operation;

import io.skerry.hub.resource.Database;
import io.skerry.hub.resource.Stored;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Repository;

/** The table {@code operation_lease}: which operations are open and which hub drives them. */
@Repository
class OperationRepository {

    private final Database database;

    OperationRepository(Database database) {
        this.database = database;
    }

    /** Lets a hub drive it, once the running transaction is committed. */
    void open(UUID operation) {
        database.sql()
                .sql("insert into operation_lease (uid, holder, epoch, expires) values (?, '', 0, now())")
                .param(operation)
                .update();
    }

    /** Whether a later one of that action was begun for the same application. */
    boolean isOvertaken(Stored operation, String action, String application) {
        return database.platform(() -> database.sql()
                .sql(
                        "select exists (select from resource where kind = 'operation' and tenant = ? and spec -> 'input' ->> 'application' = ?"
                                + " and created > ? and spec ->> 'action' = ?)")
                .params(
                        String.valueOf(operation.place().tenant()),
                        application,
                        Timestamp.from(operation.created()),
                        action)
                .query(Boolean.class)
                .single());
    }

    /** Those that ended, are older than that, and are not among the newest of their application; at most so many. */
    List<UUID> outOfDate(Duration age, int newest, int limit) {
        return database.platform(() -> database.sql()
                .sql("""
                        select o.uid from (
                          select uid, created, row_number() over (
                            partition by tenant, spec -> 'input' ->> 'application' order by created desc) as place
                          from resource where kind = 'operation'
                        ) o join operation_lease l on l.uid = o.uid
                        where l.ended and o.place > ? and o.created < now() - make_interval(secs => ?)
                        order by o.created limit ?""")
                .params(newest, (double) age.toSeconds(), limit)
                .query(UUID.class)
                .list());
    }

    Optional<UUID> find(String name) {
        return database.platform(() -> database.sql()
                .sql("select uid from resource where kind = 'operation' and name = ?")
                .param(name)
                .query(UUID.class)
                .optional());
    }

    List<UUID> newest(int limit) {
        return database.platform(() -> database.sql()
                .sql("select uid from resource where kind = 'operation' order by created desc limit ?")
                .param(limit)
                .query(UUID.class)
                .list());
    }

    /**
     * The open operations that this hub drives from now on and that are due; those of a hub that is gone among them. One whose step is under
     * way somewhere is passed over.
     */
    List<UUID> lease(String holder, Duration lease) {
        return database.platform(() -> database.sql()
                .sql("with mine as (select uid from operation_lease"
                        + " where not ended and (holder = :holder or expires < now() or holder = '') for update skip locked),"
                        + " taken as (update operation_lease l set holder = :holder,"
                        + " expires = now() + make_interval(secs => :lease),"
                        + " epoch = case when l.holder = :holder then l.epoch else l.epoch + 1 end"
                        + " from mine where l.uid = mine.uid returning l.uid, l.due)"
                        + " select uid from taken where due <= now() order by due")
                .param("holder", holder)
                .param("lease", (double) lease.toSeconds())
                .query(UUID.class)
                .list());
    }

    /** Locks the lease for a step; false if another hub took it, or if its next try is not due yet. */
    boolean holdDue(UUID operation, String holder) {
        return hold(operation, holder, " and due <= now()");
    }

    /** Locks the lease; false if another hub took it. */
    boolean hold(UUID operation, String holder) {
        return hold(operation, holder, "");
    }

    private boolean hold(UUID operation, String holder, String also) {
        return database.sql()
                .sql("select 1 from operation_lease where uid = ? and holder = ? and not ended" + also + " for update")
                .params(operation, holder)
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    /** Waits for the step that is being done, if there is one, and keeps the next from beginning before this transaction's end. */
    void lock(UUID operation) {
        database.platform(() -> database.sql()
                .sql("select 1 from operation_lease where uid = ? for update")
                .param(operation)
                .query(Integer.class)
                .optional());
    }

    /** Notes a try that failed, and lets the next one wait; returns which it was. */
    int failedTry(UUID operation, Duration pause) {
        return database.sql()
                .sql(
                        "update operation_lease set tries = tries + 1, due = now() + make_interval(secs => ? * power(2, tries))"
                                + " where uid = ? returning tries")
                .params(pause.toMillis() / 1000.0, operation)
                .query(Integer.class)
                .single();
    }

    /** Notes that there will be no further try. */
    void setAside(UUID operation, int tries) {
        database.sql()
                .sql("update operation_lease set tries = ?, ended = true where uid = ?")
                .params(tries, operation)
                .update();
    }

    /** A try that did not fail: what was before it no longer counts. */
    void forgetTries(UUID operation) {
        database.sql()
                .sql("update operation_lease set tries = 0 where uid = ? and tries > 0")
                .param(operation)
                .update();
    }

    /** Opens one again that was set aside after so many tries; false if it was not. */
    boolean openAgain(UUID operation, int tries) {
        return database.sql()
                        .sql(
                                "update operation_lease set tries = 0, due = now(), ended = false where uid = ? and ended and tries >= ?")
                        .params(operation, tries)
                        .update()
                > 0;
    }

    void end(UUID operation) {
        database.sql()
                .sql("update operation_lease set ended = true where uid = ?")
                .param(operation)
                .update();
    }
}
