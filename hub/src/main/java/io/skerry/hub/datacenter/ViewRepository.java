package io.skerry.hub.datacenter;

import io.skerry.hub.api.Json;
import io.skerry.hub.resource.Database;
import io.skerry.model.datacenter.DataCenterStatus.AgentSeen;
import io.skerry.model.datacenter.DataCenterStatus.Holds;
import io.skerry.model.datacenter.DataCenterStatus.Review;
import io.skerry.model.key.EdgeKey;
import io.skerry.model.seen.MachineSeen;
import io.skerry.model.seen.VolumeSeen;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Repository;

/** Reads what is known of a data center's agents, session and objects. */
@Repository
class ViewRepository {

    private final Database database;

    ViewRepository(Database database) {
        this.database = database;
    }

    /** The last session; {@code fresh} if it was heard of lately and is not closed. */
    record LastSession(
            String agent,
            long epoch,
            Instant seen,
            boolean fresh,
            List<String> roles,
            String software,
            List<String> gateways) {}

    /** One enrolled agent. */
    record Agent(String id, Instant certificateExpires, boolean revoked) {}

    Optional<LastSession> session(String dc, Duration freshFor) {
        return database.sql()
                .sql("select agent, epoch, seen, roles, software, gateways,"
                        + " closed is null and seen > clock_timestamp() - make_interval(secs => ?) as fresh"
                        + " from site_session where dc = ? and epoch > 0")
                .params((double) freshFor.toSeconds(), dc)
                .query((row, n) -> new LastSession(
                        row.getString("agent"),
                        row.getLong("epoch"),
                        row.getTimestamp("seen").toInstant(),
                        row.getBoolean("fresh"),
                        words(row.getString("roles")),
                        row.getString("software"),
                        words(row.getString("gateways"))))
                .optional();
    }

    List<Agent> agents(String dc) {
        return database.sql()
                .sql(
                        "select id, certificate_expires, revoked is not null as revoked from agent where dc = ? order by enrolled")
                .param(dc)
                .query((row, n) -> new Agent(
                        row.getString("id"),
                        row.getTimestamp("certificate_expires").toInstant(),
                        row.getBoolean("revoked")))
                .list();
    }

    Optional<AgentSeen> quarantined(String dc) {
        return database.sql()
                .sql("select agent from site_clone where dc = ? and seen > clock_timestamp() - interval '5 minutes'")
                .param(dc)
                .query(
                        (row, n) -> new AgentSeen(
                                row.getString("agent"),
                                List.of(),
                                "",
                                null,
                                0,
                                "Another process uses the identity of this agent; it is kept out. Stop one of them, or enrol it anew."))
                .optional();
    }

    Optional<Review> review(String dc) {
        return database.sql()
                .sql("select why, what from site_review where dc = ?")
                .param(dc)
                .query((row, n) -> new Review(row.getString("why"), row.getString("what")))
                .optional();
    }

    Optional<MachineSeen> machine(String dc) {
        return database.sql()
                .sql("select body::text from status where dc = ? and part = ?")
                .params(dc, EdgeKey.SEEN_MACHINE)
                .query(String.class)
                .optional()
                .map(body -> Json.read(Json.parse(body), MachineSeen.class));
    }

    /** What data centers told of the volumes of a tenant. */
    List<SiteVolume> volumes(String tenant) {
        return database.sql()
                .sql("select r.name, s.observed_at, s.body::text as body from status s join resource r on r.uid = s.uid"
                        + " where r.kind = 'dataCenter' and starts_with(s.part, ?) order by s.part, r.name")
                .param(EdgeKey.SEEN_VOLUMES + tenant + "/")
                .query((row, n) -> new SiteVolume(
                        row.getString("name"),
                        row.getTimestamp("observed_at").toInstant(),
                        Json.read(Json.parse(row.getString("body")), VolumeSeen.class)))
                .list();
    }

    /** A component counts by its own word about its wanted version, a route by the gateways' tables. */
    Holds holds(String dc) {
        return database.sql()
                .sql("""
                        with tables as (
                          select min((body ->> 'siteVersion')::bigint) as version from status where dc = :dc and part like 'table/%'
                        ), live as (
                          select o.version,
                            case when o.key like 'wanted/route/%' then o.version <= coalesce((select version from tables), -1)
                              else coalesce((s.body ->> 'applied')::boolean
                                and (s.body ->> 'siteVersion')::bigint >= o.version, false) end as applied,
                            o.key like 'wanted/route/%' or coalesce((s.body ->> 'ready')::int >= (s.body ->> 'wanted')::int
                              and s.body ->> 'phase' in ('running', 'completed', 'stopped'), false) as well
                          from site_object o left join status s on s.uid = o.root_uid and s.dc = o.dc and s.part = ''
                          where o.dc = :dc and not o.tombstone
                        )
                        select count(*) as wanted,
                          count(*) filter (where version <= coalesce((select version from site_received where dc = :dc), -1)) as received,
                          count(*) filter (where applied) as applied,
                          count(*) filter (where applied and well) as healthy
                        from live""")
                .param("dc", dc)
                .query((row, n) -> new Holds(
                        row.getLong("wanted"), row.getLong("received"), row.getLong("applied"), row.getLong("healthy")))
                .single();
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.split(" ")).filter(w -> !w.isEmpty()).toList();
    }
}
