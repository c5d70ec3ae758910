package io.skerry.hub.event;

import io.skerry.hub.api.Json;
import io.skerry.hub.resource.Database;
import io.skerry.model.event.Event;
import io.skerry.model.event.EventType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** The tables {@code event} and {@code event_head}. Ids are given under the head's lock, so that their order is that of commits. */
@Repository
class EventRepository {

    /** States of a component in a data center. */
    static final Set<EventType> STATES = Set.of(
            EventType.COMPONENT_HEALTHY,
            EventType.COMPONENT_DEGRADED,
            EventType.COMPONENT_FAILED,
            EventType.COMPONENT_STOPPED);

    private static final String COLUMNS =
            "select e.id, e.at, e.observed_at, e.tenant, e.scope, e.component, e.dc, e.instance, e.type, e.text, e.figures,"
                    + " e.operation, e.release from event e where ";

    private final Database database;

    EventRepository(Database database) {
        this.database = database;
    }

    /** Adds them, in their order, as the last of the running transaction. */
    void add(List<NewEvent> events) {
        var last = database.sql()
                .sql("update event_head set last = last + ? where id = 1 returning last")
                .param(events.size())
                .query(Long.class)
                .single();
        database.sql()
                .sql(
                        "insert into event (id, at, observed_at, tenant, owner, scope, component, uid, dc, instance, type, text,"
                                + " figures, operation, release) select ? + n, clock_timestamp(),"
                                + " clock_timestamp() - make_interval(secs => e.age), coalesce(e.tenant, r.tenant), t.uid,"
                                + " coalesce(e.scope, r.scope), coalesce(e.component, r.name), e.uid, e.dc, e.instance, e.type, e.text,"
                                + " cast(e.figures as json), e.operation, e.release"
                                + " from unnest(?::float8[], ?::text[], ?::text[], ?::text[], ?::text[]::uuid[], ?::text[], ?::text[], ?::text[],"
                                + " ?::text[], ?::text[], ?::text[], ?::bigint[]) with ordinality"
                                + " e(age, tenant, scope, component, uid, dc, instance, type, text, figures, operation, release, n)"
                                + " left join resource r on r.uid = e.uid"
                                + " left join resource t on t.kind = 'tenant' and coalesce(t.tenant, '') = '' and t.scope = ''"
                                + " and t.name = coalesce(e.tenant, r.tenant)")
                .params(
                        last - events.size(),
                        events.stream().map(e -> e.age().toMillis() / 1000.0).toArray(Double[]::new),
                        texts(events, e -> e.subject().tenant()),
                        texts(events, e -> e.subject().application()),
                        texts(events, e -> e.subject().component()),
                        texts(events, e -> text(e.subject().resource())),
                        texts(events, e -> e.subject().dataCenter()),
                        texts(events, e -> e.subject().instance()),
                        texts(events, e -> e.type().text()),
                        texts(events, NewEvent::text),
                        texts(events, e -> Json.text(e.figures())),
                        texts(events, NewEvent::operation),
                        events.stream().map(NewEvent::release).toArray(Long[]::new))
                .update();
    }

    private static @Nullable String[] texts(List<NewEvent> events, Function<NewEvent, @Nullable String> of) {
        return events.stream().map(of).toArray(String[]::new);
    }

    private static @Nullable String text(@Nullable UUID uid) {
        return uid == null ? null : uid.toString();
    }

    /** The state of a component in a data center that was told last. */
    Optional<EventType> lastState(UUID component, String dc) {
        return database.sql()
                .sql(
                        "select type from event where uid = :uid and dc = :dc and type in (:states) order by id desc limit 1")
                .param("uid", component)
                .param("dc", dc)
                .param("states", STATES.stream().map(EventType::text).collect(Collectors.toSet()))
                .query(String.class)
                .optional()
                .flatMap(EventType::of);
    }

    /** The id of the newest; read before the rows that it is to vouch for. */
    long last() {
        return database.sql()
                .sql("select last from event_head where id = 1")
                .query(Long.class)
                .single();
    }

    /** Whether everything after that id is still there, and the id was given out. */
    boolean keeps(long id) {
        return database.sql()
                .sql(
                        "select ? <= last and ? >= coalesce((select min(id) from event), last + 1) - 1 from event_head where id = 1")
                .params(id, id)
                .query(Boolean.class)
                .single();
    }

    /** Those before an id, newest first. */
    List<Event> before(long id, EventFilter filter, int limit) {
        return read(filter, "e.id < :edge", id, "desc", limit);
    }

    /** Those after an id up to another, oldest first. */
    List<Event> after(long id, long upTo, EventFilter filter, int limit) {
        return read(filter, "e.id > :edge and e.id <= " + upTo, id, "asc", limit);
    }

    private List<Event> read(EventFilter filter, String range, long edge, String order, int limit) {
        var query = database.sql()
                .sql(COLUMNS + range + filter.sql() + " order by e.id " + order + " limit :limit")
                .param("edge", edge)
                .param("limit", limit);
        for (var parameter : filter.parameters().entrySet()) {
            query = query.param(parameter.getKey(), sql(parameter.getValue()));
        }
        return query.query(EventRepository::event).list();
    }

    private static Object sql(Object value) {
        return value instanceof Instant at ? Timestamp.from(at) : value;
    }

    /** Forgets what is older than that, and what is more than so many; returns how many it took, a batch at most. */
    int forget(Duration age, long kept, int batch) {
        return database.sql()
                .sql(
                        "delete from event where id in (select id from event where at < clock_timestamp() - make_interval(secs => ?)"
                                + " or id <= (select last from event_head where id = 1) - ? order by id limit ?)")
                .params((double) age.toSeconds(), kept, batch)
                .update();
    }

    private static Event event(ResultSet row, int number) throws SQLException {
        var type = EventType.of(row.getString("type")).orElseThrow();
        return new Event(
                row.getString("id"),
                row.getTimestamp("at").toInstant(),
                row.getTimestamp("observed_at").toInstant(),
                row.getString("tenant"),
                row.getString("scope"),
                row.getString("component"),
                row.getString("dc"),
                row.getString("instance"),
                type,
                type.severity(),
                row.getString("text"),
                figures(row.getString("figures")),
                row.getString("operation"),
                row.getObject("release", Long.class));
    }

    private static Map<String, Long> figures(String json) {
        return Json.parse(json).properties().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, figure -> figure.getValue().asLong()));
    }
}
