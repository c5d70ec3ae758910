package io.skerry.hub.operation;

import io.skerry.hub.resource.Database;
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

    /** Opens the leases of new operations: an act in a tenant's transaction cannot write them. */
    void openNew() {
        database.platform(() -> database.sql()
                .sql(
                        "insert into operation_lease (uid, holder, epoch, expires) select r.uid, '', 0, now() from resource r"
                                + " where r.kind = 'operation' and not exists (select from operation_lease l where l.uid = r.uid)"
                                + " on conflict do nothing")
                .update());
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

    /** The open operations that this hub drives from now on; those of a hub that is gone among them. */
    List<UUID> lease(String holder, Duration lease) {
        return database.platform(() -> database.sql()
                .sql("update operation_lease set holder = :holder, expires = now() + make_interval(secs => :lease),"
                        + " epoch = case when holder = :holder then epoch else epoch + 1 end"
                        + " where not ended and (holder = :holder or expires < now() or holder = '') returning uid")
                .param("holder", holder)
                .param("lease", (double) lease.toSeconds())
                .query(UUID.class)
                .list());
    }

    /** Locks the lease for a step; false if another hub took it. */
    boolean hold(UUID operation, String holder) {
        return database.sql()
                .sql("select 1 from operation_lease where uid = ? and holder = ? and not ended for update")
                .params(operation, holder)
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    void end(UUID operation) {
        database.sql()
                .sql("update operation_lease set ended = true where uid = ?")
                .param(operation)
                .update();
    }
}
