package io.skerry.hub.command;

import io.skerry.hub.resource.Database;
import io.skerry.hub.simulation.Table;
import io.skerry.hub.simulation.VirtualDatabase;
import io.skerry.model.build.BuildOrder;
import io.skerry.model.message.CommandResult;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The table {@code command} in memory. It repeats what the statements of {@link CommandRepository} decide, row by row;
 * {@code CommandTwinIT} holds it to them.
 */
public final class InMemoryCommands extends CommandRepository {

    private static final long FIRST_PAUSE = 500;
    private static final long LONGEST_PAUSE = 30_000;

    private final Database database;
    private final VirtualDatabase clock;
    private final Table<String, Row> rows;
    private final Predicate<String> heldBack;

    /** A row of the table. */
    public record Row(
            String id,
            String dc,
            String type,
            String target,
            byte[] body,
            long created,
            long expires,
            String state,
            @Nullable CommandResult result,
            long answered,
            int tries,
            int failures,
            long due) {

        Row in(String newState) {
            return new Row(
                    id, dc, type, target, body, created, expires, newState, result, answered, tries, failures, due);
        }

        Row with(CommandResult newResult, String newState, long now) {
            return new Row(
                    id, dc, type, target, body, created, expires, newState, newResult, now, tries, failures, due);
        }

        Row tried(String newState, int newTries, int newFailures, long newDue) {
            return new Row(
                    id,
                    dc,
                    type,
                    target,
                    body,
                    created,
                    expires,
                    newState,
                    result,
                    answered,
                    newTries,
                    newFailures,
                    newDue);
        }

        boolean perhapsTaken() {
            return state.equals("sent") || state.equals("running");
        }

        boolean waits(long now) {
            return isUnsure() && expires > now && due <= now;
        }

        boolean isUnsure() {
            return state.equals("pending") || state.equals("sent");
        }
    }

    /** @param heldBack whether there is a review of that data center */
    public InMemoryCommands(
            Database database, VirtualDatabase clock, Table<String, Row> rows, Predicate<String> heldBack) {
        super(database);
        this.database = database;
        this.clock = clock;
        this.rows = rows;
        this.heldBack = heldBack;
    }

    /** The product's outbox over this table. */
    public CommandOutbox outbox() {
        return new CommandOutbox(this);
    }

    /** The product's orders over this table. */
    public Commands commands(CommandOutbox outbox) {
        return new Commands(this, outbox);
    }

    @Override
    boolean insert(
            String id, String dc, @Nullable String tenant, String type, String target, byte[] body, Duration life) {
        return database.platform(() -> {
            if (rows.find(id).isPresent()) {
                return false;
            }
            var now = clock.nowMillis();
            rows.put(
                    id, new Row(id, dc, type, target, body, now, now + life.toMillis(), "pending", null, 0, 0, 0, now));
            return true;
        });
    }

    @Override
    Optional<CommandResult> answer(String id) {
        return database.platform(() -> rows.find(id).map(Row::result));
    }

    @Override
    Optional<String> dataCenterOf(String id) {
        return database.platform(() -> rows.find(id).map(Row::dc));
    }

    @Override
    boolean isHeldBack(String dc) {
        return database.platform(() -> heldBack.test(dc));
    }

    @Override
    List<PendingCommand> pending(String dc, int limit) {
        return database.platform(() -> rows.all().stream()
                .filter(row -> row.dc().equals(dc) && row.waits(clock.nowMillis()))
                .sorted(Comparator.comparingLong(Row::created).thenComparing(Row::id))
                .limit(limit)
                .map(row -> new PendingCommand(
                        row.id(),
                        row.type(),
                        row.target(),
                        row.body(),
                        Duration.ofMillis(row.expires() - clock.nowMillis())))
                .toList());
    }

    @Override
    List<String> waiting(Collection<String> dcs) {
        return database.platform(() -> rows.all().stream()
                .filter(row -> dcs.contains(row.dc()) && row.waits(clock.nowMillis()))
                .map(Row::dc)
                .distinct()
                .toList());
    }

    @Override
    boolean sent(String id, String dc) {
        return database.platform(() -> change(id, dc, Row::isUnsure, this::sent));
    }

    @Override
    int failed(String id, String dc) {
        return database.platform(() -> change(
                        id,
                        dc,
                        row -> row.state().equals("sent"),
                        row -> row.tried(row.state(), row.tries(), row.failures() + 1, row.due()))
                ? rows.find(id).map(Row::failures).orElseThrow()
                : 0);
    }

    private Row sent(Row row) {
        var pause = Math.min(LONGEST_PAUSE, FIRST_PAUSE << Math.min(row.tries(), 6));
        return row.tried("sent", row.tries() + 1, row.failures(), clock.nowMillis() + pause);
    }

    @Override
    void taken(String id, String dc) {
        database.platform(() -> change(id, dc, Row::isUnsure, row -> row.in("running")));
    }

    /** Lets nothing wait for its time. */
    void allDue() {
        database.platform(() -> {
            rows.all()
                    .forEach(row ->
                            rows.put(row.id(), row.tried(row.state(), row.tries(), row.failures(), row.created())));
            return true;
        });
    }

    @Override
    boolean answered(String dc, CommandResult result) {
        return database.platform(() -> change(
                result.command(),
                dc,
                row -> !row.state().equals("done"),
                row -> row.with(result, result.terminal() ? "done" : "running", clock.nowMillis())));
    }

    @Override
    boolean answeredIfPending(String dc, CommandResult result) {
        return database.platform(() -> change(
                result.command(),
                dc,
                row -> row.state().equals("pending"),
                row -> row.with(result, "done", clock.nowMillis())));
    }

    @Override
    void deliverAgain(String dc, String butFor) {
        database.platform(() -> {
            rows.all().stream()
                    .filter(row -> row.dc().equals(dc) && !row.type().equals(butFor))
                    .filter(Row::perhapsTaken)
                    .forEach(row -> rows.put(row.id(), row.tried("pending", 0, 0, clock.nowMillis())));
            return true;
        });
    }

    @Override
    List<String> perhapsTaken(String dc, String type) {
        return database.platform(() -> rows.all().stream()
                .filter(row -> row.dc().equals(dc) && row.type().equals(type) && row.perhapsTaken())
                .map(Row::id)
                .toList());
    }

    @Override
    void forgetAnswered(Duration age) {
        database.platform(() -> {
            rows.all().stream()
                    .filter(row -> row.state().equals("done") && !row.type().equals(BuildOrder.COMMAND))
                    .filter(row -> row.answered() < clock.nowMillis() - age.toMillis())
                    .forEach(row -> rows.remove(row.id()));
            return true;
        });
    }

    @Override
    List<Expired> expired() {
        return database.platform(() -> rows.all().stream()
                .filter(row -> !row.state().equals("done") && row.expires() <= clock.nowMillis())
                .filter(row -> !row.type().equals(BuildOrder.COMMAND)
                        || !row.state().equals("running")
                        || row.result() == null)
                .limit(100)
                .map(row -> new Expired(row.id(), row.dc(), row.type(), row.state()))
                .toList());
    }

    private boolean change(String id, String dc, Predicate<Row> which, UnaryOperator<Row> how) {
        var row = rows.find(id).filter(found -> found.dc().equals(dc) && which.test(found));
        row.ifPresent(found -> rows.put(id, how.apply(found)));
        return row.isPresent();
    }
}
