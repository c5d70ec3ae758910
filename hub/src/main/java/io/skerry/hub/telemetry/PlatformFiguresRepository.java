package io.skerry.hub.telemetry;

import io.skerry.hub.resource.Database;
import org.springframework.stereotype.Repository;

/** Counts what is under way, each through the index that its worker uses. */
@Repository
class PlatformFiguresRepository {

    private final Database database;

    PlatformFiguresRepository(Database database) {
        this.database = database;
    }

    PlatformFigures read() {
        return database.platform(() -> database.sql()
                .sql("""
                        with unnumbered as (
                          select count(*) as n, min(at) as oldest from change where revision is null
                        ), commands as (
                          select count(*) as n, min(created) as oldest from command where state <> 'done'
                        ), operations as (
                          select count(*) as n, min(r.created) as oldest
                          from operation_lease l join resource r on r.uid = l.uid where not l.ended
                        ), sessions as (
                          select count(*) filter (where closed is null and seen > clock_timestamp() - interval '15 seconds') as fresh,
                            count(*) as n from site_session where epoch > 0
                        )
                        select u.n as unnumbered, coalesce(extract(epoch from clock_timestamp() - u.oldest), 0) as unnumbered_age,
                          greatest(0, (select next - 1 from feed where id = 1)
                            - (select revision from projection_position where id = 1)) as unprojected,
                          c.n as commands, coalesce(extract(epoch from clock_timestamp() - c.oldest), 0) as command_age,
                          o.n as operations, coalesce(extract(epoch from clock_timestamp() - o.oldest), 0) as operation_age,
                          s.fresh, s.n - s.fresh as lost,
                          (select count(*) from projection_root where error is not null) as unprojectable
                        from unnumbered u, commands c, operations o, sessions s""")
                .query((row, n) -> new PlatformFigures(
                        row.getLong("unnumbered"),
                        row.getDouble("unnumbered_age"),
                        row.getLong("unprojected"),
                        row.getLong("commands"),
                        row.getDouble("command_age"),
                        row.getLong("operations"),
                        row.getDouble("operation_age"),
                        row.getLong("fresh"),
                        row.getLong("lost"),
                        row.getLong("unprojectable")))
                .single());
    }
}
