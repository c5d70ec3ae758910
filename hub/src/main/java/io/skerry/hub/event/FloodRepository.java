package io.skerry.hub.event;

import io.skerry.hub.resource.Database;
import io.skerry.model.event.EventType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Repository;

/** The table {@code event_flood}. */
@Repository
class FloodRepository {

    private final Database database;

    FloodRepository(Database database) {
        this.database = database;
    }

    /** Of whom there may be too much: an instance, or a component's states where it is empty. */
    record FloodKey(UUID component, String dataCenter, String instance) {

        private String text() {
            return component + " " + dataCenter + " " + instance;
        }
    }

    /** A row. */
    record Kept(FloodKey key, Flood flood) {}

    /** What there is of these, kept from others until the running transaction ends. */
    Map<FloodKey, Flood> lock(Collection<FloodKey> keys) {
        return database
                .sql()
                .sql(
                        "select uid, dc, instance, type, since, told, held from event_flood where (uid, dc, instance) in"
                                + " (select * from unnest(?::text[]::uuid[], ?::text[], ?::text[])) order by uid, dc, instance for update")
                .params(
                        keys.stream().map(key -> key.component().toString()).toArray(String[]::new),
                        keys.stream().map(FloodKey::dataCenter).toArray(String[]::new),
                        keys.stream().map(FloodKey::instance).toArray(String[]::new))
                .query(FloodRepository::kept)
                .list()
                .stream()
                .collect(Collectors.toMap(Kept::key, Kept::flood));
    }

    void put(Map<FloodKey, Flood> floods) {
        var sorted = new TreeMap<String, Kept>();
        floods.forEach((key, flood) -> sorted.put(key.text(), new Kept(key, flood)));
        var rows = List.copyOf(sorted.values());
        database.sql()
                .sql("insert into event_flood (uid, dc, instance, type, since, told, held)"
                        + " select * from unnest(?::text[]::uuid[], ?::text[], ?::text[], ?::text[], ?::text[]::timestamptz[], ?::int[], ?::bigint[])"
                        + " on conflict (uid, dc, instance) do update set type = excluded.type, since = excluded.since,"
                        + " told = excluded.told, held = excluded.held")
                .params(
                        rows.stream()
                                .map(row -> row.key().component().toString())
                                .toArray(String[]::new),
                        rows.stream().map(row -> row.key().dataCenter()).toArray(String[]::new),
                        rows.stream().map(row -> row.key().instance()).toArray(String[]::new),
                        rows.stream().map(row -> row.flood().type().text()).toArray(String[]::new),
                        rows.stream().map(row -> row.flood().since().toString()).toArray(String[]::new),
                        rows.stream().map(row -> row.flood().told()).toArray(Integer[]::new),
                        rows.stream().map(row -> row.flood().held()).toArray(Long[]::new))
                .update();
    }

    /** Takes away those whose minute is over, at most so many. */
    List<Kept> takeOver(Instant now, int limit) {
        return database.sql()
                .sql("delete from event_flood where (uid, dc, instance) in (select uid, dc, instance from event_flood"
                        + " where since <= ? order by since limit ? for update skip locked)"
                        + " returning uid, dc, instance, type, since, told, held")
                .params(Timestamp.from(now.minus(Flood.MINUTE)), limit)
                .query(FloodRepository::kept)
                .list();
    }

    private static Kept kept(ResultSet row, int number) throws SQLException {
        return new Kept(
                new FloodKey(row.getObject("uid", UUID.class), row.getString("dc"), row.getString("instance")),
                new Flood(
                        row.getTimestamp("since").toInstant(),
                        row.getInt("told"),
                        row.getLong("held"),
                        EventType.of(row.getString("type")).orElseThrow()));
    }
}
