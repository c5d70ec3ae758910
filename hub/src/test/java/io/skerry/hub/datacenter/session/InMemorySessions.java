package io.skerry.hub.datacenter.session;

import io.skerry.hub.command.CommandOutbox;
import io.skerry.hub.datacenter.session.SiteSessions.Alive;
import io.skerry.hub.resource.Database;
import io.skerry.hub.simulation.Table;
import io.skerry.hub.simulation.VirtualDatabase;
import io.skerry.model.message.Epoch;
import io.skerry.model.message.Hello;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The tables {@code site_session} and {@code site_clone} in memory. It repeats what the statements of {@link SessionRepository} decide;
 * revocation is left out.
 * {@code SessionTwinIT} holds it to them.
 */
public final class InMemorySessions extends SessionRepository {

    /** The only incarnation there is. */
    public static final String INCARNATION = "inc";

    private final Database database;
    private final VirtualDatabase clock;
    private final Table<String, Row> rows;
    private final Consumer<String> forgetStatuses;

    /** A row of {@code site_session}. */
    public record Row(String dc, long epoch, String runId, String storeId, String hub, boolean closed, long seen) {

        Row over() {
            return new Row(dc, epoch, runId, storeId, hub, true, seen);
        }
    }

    /** @param forgetStatuses forgets the statuses of a data center */
    public InMemorySessions(
            Database database, VirtualDatabase clock, Table<String, Row> rows, Consumer<String> forgetStatuses) {
        super(database);
        this.database = database;
        this.clock = clock;
        this.rows = rows;
        this.forgetStatuses = forgetStatuses;
    }

    /** What a hub sees, by the simulation's clock. */
    public Sight sight() {
        return new Sight(() -> TimeUnit.MILLISECONDS.toNanos(clock.nowMillis()));
    }

    /** The product's sessions over this table. */
    public SiteSessions sessions(CommandOutbox commands, Sight sight) {
        return new SiteSessions(database, this, commands, sight, event -> {});
    }

    @Override
    String incarnation() {
        return INCARNATION;
    }

    @Override
    Claim.Last lock(String dc, String incarnation, Duration freshFor) {
        var row = rows.find(dc).orElse(new Row(dc, 0, "", "", "", true, clock.nowMillis()));
        return new Claim.Last(
                row.epoch(),
                row.runId(),
                row.storeId(),
                row.hub(),
                row.closed(),
                row.seen() > clock.nowMillis() - freshFor.toMillis());
    }

    @Override
    void open(String dc, Epoch epoch, Hello hello, String hub) {
        rows.put(dc, new Row(dc, epoch.number(), hello.runId(), hello.storeId(), hub, false, clock.nowMillis()));
    }

    @Override
    void forgetStatuses(String dc) {
        forgetStatuses.accept(dc);
    }

    /** Who was kept out is shown to people and decides nothing. */
    @Override
    boolean cloneSeen(String dc, Hello hello) {
        return false;
    }

    /** So is who is away. */
    @Override
    Map<String, Duration> away(Duration after) {
        return Map.of();
    }

    @Override
    Map<String, Duration> heardAgain() {
        return Map.of();
    }

    @Override
    Optional<Duration> back(String dc) {
        return Optional.empty();
    }

    @Override
    void close(String dc, Epoch epoch) {
        database.platform(() -> {
            if (holds(dc, epoch)) {
                rows.find(dc).ifPresent(row -> rows.put(dc, row.over()));
            }
            return true;
        });
    }

    @Override
    void closeAllOf(String hub) {
        database.platform(() -> {
            rows.all().stream()
                    .filter(row -> row.hub().equals(hub) && !row.closed())
                    .forEach(row -> rows.put(row.dc(), row.over()));
            return true;
        });
    }

    @Override
    Set<String> seen(Map<String, Alive> live) {
        return database.platform(() -> {
            var counting = new HashSet<String>();
            live.forEach((dc, alive) -> rows.find(dc)
                    .filter(row -> row.epoch() == alive.epoch().number() && !row.closed())
                    .ifPresent(row -> {
                        counting.add(dc);
                        rows.put(
                                dc,
                                new Row(
                                        dc,
                                        row.epoch(),
                                        row.runId(),
                                        row.storeId(),
                                        row.hub(),
                                        false,
                                        clock.nowMillis()));
                    }));
            return counting;
        });
    }

    @Override
    boolean holds(String dc, Epoch epoch) {
        return rows.find(dc)
                .filter(row ->
                        epoch.incarnation().equals(INCARNATION) && row.epoch() == epoch.number() && !row.closed())
                .isPresent();
    }
}
