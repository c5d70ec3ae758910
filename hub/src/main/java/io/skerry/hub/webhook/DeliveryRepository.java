package io.skerry.hub.webhook;

import io.skerry.hub.resource.Database;
import io.skerry.hub.webhook.Delivery.Verdict;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** The table {@code webhook_delivery}: of each hook the last hundred calls, and of those that were refused the last twenty. */
@Repository
class DeliveryRepository {

    private static final int KEPT = 100;
    private static final int KEPT_REFUSED = 20;
    private static final String COLUMNS =
            "select id, at, remote, event, ref, commit, verdict, reason, operation, replay_of from webhook_delivery";

    private final Database database;

    DeliveryRepository(Database database) {
        this.database = database;
    }

    /**
     * A call to keep.
     *
     * @param key the caller's own id of it
     * @param digest of its body
     */
    record Call(
            String from,
            @Nullable String key,
            @Nullable String digest,
            boolean tracked,
            @Nullable Long replayOf) {}

    Delivery add(String hook, Call call, Push push, Verdict verdict, String reason, @Nullable String operation) {
        return database.platform(() -> {
            var id = database.sql()
                    .sql(
                            "insert into webhook_delivery (webhook, remote, key, digest, event, ref, commit, tracked, verdict,"
                                    + " reason, operation, replay_of) values (:hook, :remote, :key, :digest, :event, :ref, :commit,"
                                    + " :tracked, :verdict, :reason, :operation, :replay) returning id")
                    .param("hook", hook)
                    .param("remote", call.from())
                    .param("key", call.key())
                    .param("digest", call.digest())
                    .param("event", push.event())
                    .param("ref", push.ref())
                    .param("commit", push.commit())
                    .param("tracked", call.tracked())
                    .param("verdict", verdict.text())
                    .param("reason", reason)
                    .param("operation", operation)
                    .param("replay", call.replayOf())
                    .query(Long.class)
                    .single();
            trim(hook, "verdict = 'refused'", KEPT_REFUSED);
            trim(hook, "verdict <> 'refused'", KEPT);
            return find(hook, id).orElseThrow();
        });
    }

    private void trim(String hook, String which, int most) {
        database.sql()
                .sql("delete from webhook_delivery where webhook = :hook and " + which + " and id <= (select id from"
                        + " webhook_delivery where webhook = :hook and " + which
                        + " order by id desc offset :most limit 1)")
                .param("hook", hook)
                .param("most", most)
                .update();
    }

    /**
     * The same delivery, if it came before: by the caller's id, or, if it gives none, by its very bytes.
     *
     * @param signsTime whether what is signed differs from call to call, while the id is not signed: then the same bytes are the same
     *     call, whatever its id says
     */
    Optional<Delivery> before(String hook, @Nullable String key, String digest, boolean signsTime) {
        var same = signsTime
                ? "(digest = :digest or key = cast(:key as text))"
                : key == null ? "key is null and digest = :digest" : "key = :key";
        return database.platform(() -> database.sql()
                .sql(COLUMNS + " where webhook = :hook and verdict <> 'refused' and " + same + " order by id limit 1")
                .param("hook", hook)
                .param("key", key)
                .param("digest", digest)
                .query(DeliveryRepository::delivery)
                .optional());
    }

    Optional<Delivery> find(String hook, long id) {
        return database.platform(() -> database.sql()
                .sql(COLUMNS + " where webhook = ? and id = ?")
                .params(hook, id)
                .query(DeliveryRepository::delivery)
                .optional());
    }

    /** Newest first. */
    List<Delivery> of(String hook) {
        return database.platform(() -> database.sql()
                .sql(COLUMNS + " where webhook = ? order by id desc")
                .param(hook)
                .query(DeliveryRepository::delivery)
                .list());
    }

    /** The last push to what the hook follows. */
    Optional<Delivery> newest(String hook) {
        return database.platform(() -> database.sql()
                .sql(COLUMNS + " where webhook = ? and tracked and commit is not null and replay_of is null"
                        + " order by id desc limit 1")
                .param(hook)
                .query(DeliveryRepository::delivery)
                .optional());
    }

    private static Delivery delivery(ResultSet row, int number) throws SQLException {
        return new Delivery(
                row.getLong("id"),
                row.getTimestamp("at").toInstant(),
                row.getString("remote"),
                row.getString("event"),
                row.getString("ref"),
                row.getString("commit"),
                Verdict.valueOf(row.getString("verdict").toUpperCase(Locale.ROOT)),
                row.getString("reason"),
                row.getString("operation"),
                row.getObject("replay_of", Long.class));
    }
}
