package io.skerry.hub.command;

import io.skerry.hub.api.Json;
import io.skerry.hub.resource.Database;
import io.skerry.model.build.BuildOrder;
import io.skerry.model.message.CommandResult;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** The table {@code command}: {@code pending} → {@code sent}, perhaps received → {@code running}, taken by the agent → {@code done}. */
@Repository
class CommandRepository {

    private final Database database;

    CommandRepository(Database database) {
        this.database = database;
    }

    /** Returns whether it is new. */
    boolean insert(
            String id, String dc, @Nullable String tenant, String type, String target, byte[] body, Duration life) {
        return database.platform(() -> database.sql()
                        .sql(
                                "insert into command (id, dc, tenant, type, target, body, expires) values (:id, :dc, :tenant, :type,"
                                        + " :target, :body, clock_timestamp() + make_interval(secs => :life)) on conflict do nothing")
                        .param("id", id)
                        .param("dc", dc)
                        .param("tenant", tenant)
                        .param("type", type)
                        .param("target", target)
                        .param("body", body)
                        .param("life", life.toMillis() / 1000.0)
                        .update())
                > 0;
    }

    Optional<CommandResult> answer(String id) {
        return database.platform(() -> database.sql()
                .sql("select result from command where id = ? and result is not null")
                .param(id)
                .query(String.class)
                .optional()
                .map(json -> Json.read(json, CommandResult.class)));
    }

    Optional<String> dataCenterOf(String id) {
        return database.platform(() -> database.sql()
                .sql("select dc from command where id = ?")
                .param(id)
                .query(String.class)
                .optional());
    }

    boolean isOpen(String type, String target) {
        return database.platform(() -> database.sql()
                .sql("select exists (select from command where type = ? and target = ? and state <> 'done')")
                .params(type, target)
                .query(Boolean.class)
                .single());
    }

    /** Whether a data center is held back until a person looked. */
    boolean isHeldBack(String dc) {
        return database.platform(() -> database.sql()
                .sql("select exists (select from site_review where dc = ?)")
                .param(dc)
                .query(Boolean.class)
                .single());
    }

    List<PendingCommand> pending(String dc, int limit) {
        return database.platform(() -> database.sql()
                .sql(
                        "select id, type, target, body, extract(epoch from expires - clock_timestamp()) * 1000 as left_millis"
                                + " from command where dc = ? and state in ('pending', 'sent') and expires > clock_timestamp()"
                                + " and due <= clock_timestamp() order by created, id limit ?")
                .params(dc, limit)
                .query((row, n) -> new PendingCommand(
                        row.getString("id"),
                        row.getString("type"),
                        row.getString("target"),
                        row.getBytes("body"),
                        Duration.ofMillis(row.getLong("left_millis"))))
                .list());
    }

    List<String> waiting(Collection<String> dcs) {
        return database.platform(() -> database.sql()
                .sql(
                        "select distinct dc from command where state in ('pending', 'sent') and expires > clock_timestamp()"
                                + " and due <= clock_timestamp() and dc = any (?)")
                .params(List.of((Object) dcs.toArray(String[]::new)))
                .query(String.class)
                .list());
    }

    /** It is being sent; unless it is taken it is due again later, and later each time. False if it ended meanwhile. */
    boolean sent(String id, String dc) {
        return database.platform(() -> database.sql()
                        .sql("update command set state = 'sent', tries = tries + 1,"
                                + " due = clock_timestamp() + make_interval(secs => least(30, power(2, least(tries, 6)) / 2))"
                                + " where id = ? and dc = ? and state in ('pending', 'sent')")
                        .params(id, dc)
                        .update()
                > 0);
    }

    /** Its data center broke on it; returns how often that was. */
    int failed(String id, String dc) {
        return database.platform(() -> database.sql()
                .sql(
                        "update command set failures = failures + 1 where id = ? and dc = ? and state = 'sent' returning failures")
                .params(id, dc)
                .query(Integer.class)
                .optional()
                .orElse(0));
    }

    void taken(String id, String dc) {
        database.platform(() -> database.sql()
                .sql("update command set state = 'running' where id = ? and dc = ? and state in ('pending', 'sent')")
                .params(id, dc)
                .update());
    }

    /** Keeps the last word about it; false if it has ended before or is another data center's. */
    boolean answered(String dc, CommandResult result) {
        return database.platform(() -> database.sql()
                        .sql("update command set result = cast(:result as json), answered = clock_timestamp(),"
                                + " state = case when :terminal then 'done' else 'running' end"
                                + " where id = :id and dc = :dc and state <> 'done'")
                        .param("id", result.command())
                        .param("dc", dc)
                        .param("terminal", result.terminal())
                        .param("result", Json.text(result))
                        .update())
                > 0;
    }

    /** Ends it if it was never sent. */
    boolean answeredIfPending(String dc, CommandResult result) {
        return database.platform(() -> database.sql()
                        .sql(
                                "update command set result = cast(:result as json), answered = clock_timestamp(), state = 'done'"
                                        + " where id = :id and dc = :dc and state = 'pending'")
                        .param("id", result.command())
                        .param("dc", dc)
                        .param("result", Json.text(result))
                        .update())
                > 0;
    }

    /** A data center that lost its memory does not know what it had taken; what must not be done twice is left out. */
    void deliverAgain(String dc, String butFor) {
        database.platform(() -> database.sql()
                .sql("update command set state = 'pending', tries = 0, failures = 0, due = clock_timestamp()"
                        + " where dc = ? and state in ('sent', 'running') and type <> ?")
                .params(dc, butFor)
                .update());
    }

    Map<String, Instant> lastOrdered(String type) {
        return database.platform(() -> database
                .sql()
                .sql(
                        "select tenant, max(created) as last from command where type = ? and tenant is not null group by tenant")
                .param(type)
                .query((row, n) -> Map.entry(
                        row.getString("tenant"), row.getTimestamp("last").toInstant()))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    void forget(String id) {
        database.platform(() -> database.sql()
                .sql("delete from command where id = ? and state = 'done'")
                .param(id)
                .update());
    }

    /** Those of a type that the data center may have taken. */
    List<String> perhapsTaken(String dc, String type) {
        return database.platform(() -> database.sql()
                .sql("select id from command where dc = ? and type = ? and state in ('sent', 'running')")
                .params(dc, type)
                .query(String.class)
                .list());
    }

    /** A build's record is read together with its answer, so that one stays as long as the record. */
    void forgetAnswered(Duration age) {
        database.platform(() -> database.sql()
                .sql(
                        "delete from command where state = 'done' and answered < now() - make_interval(secs => ?) and type <> ?")
                .params((double) age.toSeconds(), BuildOrder.COMMAND)
                .update());
    }

    /** Those whose time is over. A build that was begun has its builder's time limit and no other. */
    List<Expired> expired() {
        return database.platform(() -> database.sql()
                .sql("select id, dc, type, state from command where state <> 'done' and expires <= clock_timestamp()"
                        + " and not (type = ? and state = 'running' and result is not null) limit 100")
                .param(BuildOrder.COMMAND)
                .query((row, n) -> new Expired(
                        row.getString("id"), row.getString("dc"), row.getString("type"), row.getString("state")))
                .list());
    }

    /** A command whose time is over. */
    record Expired(String id, String dc, String type, String state) {}
}
