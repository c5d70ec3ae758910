package io.skerry.hub.resource.feed;

import io.skerry.hub.api.Json;
import io.skerry.hub.resource.Database;
import io.skerry.hub.resource.Place;
import io.skerry.model.resource.Kind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The tables {@code change} and {@code feed}. */
final class FeedRepository {

    private static final long KEPT = 1_000_000;

    private final Database database;

    FeedRepository(Database database) {
        this.database = database;
    }

    long highest() {
        return database.sql()
                .sql("select next - 1 from feed where id = 1")
                .query(Long.class)
                .single();
    }

    List<Change> after(long revision, @Nullable String tenant, int limit) {
        return database.sql()
                .sql(
                        "select revision, kind, tenant, scope, name, uid, version, op, labels_before, labels_after from change"
                                + " where revision > :revision" + (tenant == null ? "" : " and tenant = :tenant")
                                + " order by revision limit :limit")
                .param("revision", revision)
                .param("tenant", tenant)
                .param("limit", limit)
                .query(FeedRepository::change)
                .list();
    }

    boolean keeps(long revision) {
        return database.sql()
                .sql(
                        "select ? <= next - 1 and ? >= coalesce((select min(revision) from change), next) - 1 from feed where id = 1")
                .param(revision)
                .param(revision)
                .query(Boolean.class)
                .single();
    }

    /** Takes or keeps the lease; the new epoch, empty while another holds it. */
    Optional<Long> lead(String holder, long epoch, Duration lease) {
        return database.sql()
                .sql(
                        "update feed set holder = :holder, expires = now() + make_interval(secs => :lease),"
                                + " epoch = case when holder = :holder and epoch = :epoch then epoch else epoch + 1 end"
                                + " where id = 1 and (expires < now() or (holder = :holder and epoch = :epoch)) returning epoch")
                .param("holder", holder)
                .param("epoch", epoch)
                .param("lease", lease.toMillis() / 1000.0)
                .query(Long.class)
                .optional();
    }

    /** Gives the lease up, so that the next leader need not wait. */
    void resign(String holder, long epoch) {
        database.sql()
                .sql("update feed set expires = now() where id = 1 and holder = ? and epoch = ?")
                .param(holder)
                .param(epoch)
                .update();
    }

    /** Whether changes wait for their numbers. Takes no lock, so that asking again and again writes nothing. */
    boolean unnumbered() {
        return database.sql()
                .sql("select exists (select from change where revision is null)")
                .query(Boolean.class)
                .single();
    }

    /**
     * Numbers what it sees, in id order, if the fence still holds.
     *
     * @return how many; empty if the epoch is no longer this one
     */
    Optional<Integer> number(long epoch, int limit) {
        var next = database.sql()
                .sql("select next from feed where id = 1 and epoch = ? for update")
                .param(epoch)
                .query(Long.class)
                .optional();
        if (next.isEmpty()) {
            return Optional.empty();
        }
        var count = database.sql()
                .sql(
                        "update change set revision = numbered.revision from (select id, :next - 1 + row_number() over (order by id)"
                                + " as revision from (select id from change where revision is null order by id limit :limit) as seen)"
                                + " as numbered where change.id = numbered.id")
                .param("next", next.get())
                .param("limit", limit)
                .update();
        if (count > 0) {
            database.sql()
                    .sql("update feed set next = next + ? where id = 1")
                    .param(count)
                    .update();
        }
        return Optional.of(count);
    }

    void forgetOld() {
        database.sql()
                .sql("delete from change where revision < (select next from feed where id = 1) - ?"
                        + " or (revision is not null and at < now() - interval '24 hours')")
                .param(KEPT)
                .update();
    }

    private static Change change(ResultSet row, int number) throws SQLException {
        return new Change(
                row.getLong("revision"),
                new Place(Kind.of(row.getString("kind")), row.getString("tenant"), row.getString("scope")),
                row.getString("name"),
                row.getObject("uid", UUID.class),
                row.getLong("version"),
                labels(row.getString("labels_before")),
                row.getString("op").equals("delete") ? null : labels(row.getString("labels_after")));
    }

    private static @Nullable Map<String, String> labels(@Nullable String json) {
        return json == null
                ? null
                : Json.parse(json).properties().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, e -> e.getValue().asString()));
    }
}
