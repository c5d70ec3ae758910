package io.skerry.hub.datacenter;

import io.skerry.hub.datacenter.Presence.Heard;
import io.skerry.hub.resource.Database;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** The times in {@code site_session}. */
@Repository
class PresenceRepository {

    private final Database database;

    PresenceRepository(Database database) {
        this.database = database;
    }

    private record Row(String dc, Heard heard) {}

    Map<String, Heard> heard(Duration currentFor, Duration awayAfter) {
        return database
                .alone(() -> database.sql()
                        .sql("select dc, seen, closed is null and seen > clock_timestamp() - make_interval(secs => ?),"
                                + " seen > clock_timestamp() - make_interval(secs => ?), told_until, gateways, roles"
                                + " from site_session where epoch > 0")
                        .params((double) currentFor.toSeconds(), (double) awayAfter.toSeconds())
                        .query((row, n) -> new Row(
                                row.getString(1),
                                new Heard(
                                        row.getBoolean(3),
                                        row.getBoolean(4),
                                        row.getTimestamp(2).toInstant(),
                                        instant(row.getTimestamp(5)),
                                        words(row.getString(6)),
                                        words(row.getString(7)))))
                        .list())
                .stream()
                .collect(Collectors.toMap(Row::dc, Row::heard));
    }

    private static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }

    private static List<String> words(String text) {
        return text.isBlank() ? List.of() : List.of(text.split(" "));
    }
}
