package io.skerry.hub.resource.store;

import io.skerry.hub.api.Json;
import io.skerry.hub.resource.Database;
import io.skerry.hub.resource.Place;
import io.skerry.hub.resource.StatusRow;
import io.skerry.hub.resource.Stored;
import io.skerry.model.resource.Kind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is seen of resources, with its age. Never touches a resource's version or the feed's revisions. */
public final class Statuses {

    /** Rows commit a little after they are stamped. */
    private static final Duration OVERLAP = Duration.ofSeconds(5);

    private final Database database;
    private final Clock clock;

    public Statuses(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** The hub's own word about a resource, observed now. */
    public void put(Stored resource, Object body) {
        database.as(
                resource.place().tenant(),
                () -> database.sql()
                        .sql(
                                "insert into status (uid, tenant, observed_at, body) values (:uid, :tenant, :at, cast(:body as json))"
                                        + " on conflict (uid, dc, part) do update set observed_at = excluded.observed_at,"
                                        + " stored_at = clock_timestamp(), body = excluded.body")
                        .param("uid", resource.uid())
                        .param("tenant", resource.place().tenant())
                        .param("at", Timestamp.from(clock.instant()))
                        .param("body", Json.text(body))
                        .update());
    }

    /** Every word about one resource. */
    public List<StatusRow> of(Stored resource) {
        return of(resource.place().tenant(), List.of(resource.uid())).getOrDefault(resource.uid(), List.of());
    }

    /** Every word about some resources of one tenant. */
    public Map<UUID, List<StatusRow>> of(@Nullable String tenant, Collection<UUID> uids) {
        if (uids.isEmpty()) {
            return Map.of();
        }
        return database
                .as(
                        tenant,
                        () -> database.sql()
                                .sql(
                                        "select uid, dc, part, observed_at, body from status where uid in (:uids) order by dc, part")
                                .param("uids", uids)
                                .query(Statuses::row)
                                .list())
                .stream()
                .collect(Collectors.groupingBy(StatusRow::uid));
    }

    /** Resources of a kind whose own status says that they wait. */
    public List<UUID> waiting(Kind kind) {
        return database.platform(() -> database.sql()
                .sql("select s.uid from status s join resource r on r.uid = s.uid and r.kind = :kind"
                        + " where s.dc = '' and s.body ->> 'state' = 'waiting'")
                .param("kind", kind.text())
                .query(UUID.class)
                .list());
    }

    /**
     * Which resources were spoken of.
     *
     * @param at when last, by the database's clock
     * @param until by the same clock; the next look begins there
     */
    public record Spoken(Map<UUID, Instant> at, Instant until) {

        public Spoken {
            at = Map.copyOf(at);
        }
    }

    /** Which resources of a place were spoken of since an earlier look; those of a little before it are told again. */
    public Spoken since(Place place, Instant earlier) {
        return database.as(place.tenant(), () -> {
            var until = now();
            var at = new HashMap<UUID, Instant>();
            database.sql()
                    .sql("select s.uid, max(s.stored_at) as at from status s join resource r on r.uid = s.uid"
                            + " where s.stored_at > :since and r.kind = :kind and coalesce(r.tenant, '') = :tenant"
                            + " group by s.uid")
                    .param("since", Timestamp.from(earlier.minus(OVERLAP)))
                    .param("kind", place.kind().text())
                    .param("tenant", Objects.requireNonNullElse(place.tenant(), ""))
                    .query(row -> {
                        at.put(
                                row.getObject("uid", UUID.class),
                                row.getTimestamp("at").toInstant());
                    });
            return new Spoken(at, until);
        });
    }

    /** The database's clock. */
    public Instant now() {
        return database.platform(() -> database.sql()
                        .sql("select clock_timestamp()")
                        .query(Timestamp.class)
                        .single())
                .toInstant();
    }

    private static StatusRow row(ResultSet row, int number) throws SQLException {
        return new StatusRow(
                row.getObject("uid", UUID.class),
                row.getString("dc"),
                row.getString("part"),
                row.getTimestamp("observed_at").toInstant(),
                Json.parse(row.getString("body")));
    }
}
