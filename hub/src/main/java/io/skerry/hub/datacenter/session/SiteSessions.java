package io.skerry.hub.datacenter.session;

import io.skerry.hub.command.CommandOutbox;
import io.skerry.hub.event.EventSink;
import io.skerry.hub.resource.Database;
import io.skerry.link.session.LinkRefused;
import io.skerry.model.error.ErrorCode;
import io.skerry.model.error.LogKeys;
import io.skerry.model.message.Epoch;
import io.skerry.model.message.Hello;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/** Issues session epochs by compare and set in the database: what an older epoch writes is refused there. */
@Service
public class SiteSessions {

    /** Who was silent for longer is away; a restart of either end takes less. */
    private static final Duration AWAY_AFTER = Duration.ofSeconds(20);

    private static final Logger LOG = LoggerFactory.getLogger(SiteSessions.class);
    private static final Duration FRESH = Duration.ofSeconds(15);

    private final Database database;
    private final SessionRepository rows;
    private final CommandOutbox commands;
    private final Sight sight;
    private final EventSink events;

    SiteSessions(Database database, SessionRepository rows, CommandOutbox commands, Sight sight, EventSink events) {
        this.database = database;
        this.rows = rows;
        this.commands = commands;
        this.sight = sight;
        this.events = events;
    }

    /** The hub's incarnation: versions compare within one only. */
    public String incarnation() {
        return database.platform(rows::incarnation);
    }

    /**
     * Tries to become the data center's session.
     *
     * @param hub this replica
     * @param silent the session that was asked and did not answer
     */
    public Claim claim(String dc, Hello hello, String hub, @Nullable Epoch silent) {
        return database.platform(() -> {
            var incarnation = rows.incarnation();
            var last = rows.lock(dc, incarnation, FRESH.plus(sight.allowance()));
            if (!last.yieldsTo(hello.runId(), silent == null ? null : silent.number())) {
                return new Claim.AskOld(new Epoch(incarnation, last.epoch()), last.hub());
            }
            var epoch = new Epoch(incarnation, last.epoch() + 1);
            rows.open(dc, epoch, hello, hub);
            if (last.epoch() == 0) {
                events.tell(PresenceEvents.joined(dc));
            }
            rows.back(dc).ifPresent(away -> events.tell(PresenceEvents.back(dc, away)));
            if (!last.storeId().equals(hello.storeId())) {
                commands.deliverAgain(dc);
                rows.forgetStatuses(dc);
            }
            return new Claim.Won(epoch);
        });
    }

    /** Another live process has the same identity: it is shown, and the newcomer is kept out. */
    public void quarantine(String dc, Hello newcomer) {
        database.platform(() -> {
            if (rows.cloneSeen(dc, newcomer)) {
                events.tell(PresenceEvents.quarantined(dc, newcomer.agentId()));
            }
            return true;
        });
        LOG.atWarn()
                .addKeyValue(LogKeys.SITE, dc)
                .addKeyValue(LogKeys.AGENT, newcomer.agentId())
                .log("two live processes speak for one data center; the newer is kept out");
    }

    /** The session is over, if it still was the current one. */
    public void close(String dc, Epoch epoch) {
        rows.close(dc, epoch);
    }

    /** This replica has just started: what it had open before is over. */
    public void forgetSessionsOf(String hub) {
        rows.closeAllOf(hub);
    }

    /** Tells of those that have now been silent for long, and of those whose session goes on after all; once. */
    public void tellAway() {
        database.platform(() -> {
            rows.heardAgain().forEach((dc, silence) -> events.tell(PresenceEvents.back(dc, silence)));
            rows.away(AWAY_AFTER.plus(sight.allowance()))
                    .forEach((dc, silence) -> events.tell(PresenceEvents.away(dc, silence)));
            return true;
        });
    }

    /**
     * A session that answers.
     *
     * @param toldUntil how long ago it was that the data center had told everything; absent if it did not say so
     */
    public record Alive(Epoch epoch, @Nullable Duration toldUntil) {}

    /** Notes that these sessions are alive; returns the data centers whose session still counts. */
    public Set<String> seen(Map<String, Alive> live) {
        return live.isEmpty() ? Set.of() : rows.seen(live);
    }

    /**
     * Lets the running transaction go on only if the epoch is the data center's current one.
     *
     * @throws LinkRefused SUPERSEDED if it is not
     */
    public void require(String dc, Epoch epoch) {
        if (!rows.holds(dc, epoch)) {
            throw LinkRefused.of(ErrorCode.SUPERSEDED, "a newer session speaks for data center " + dc);
        }
    }
}
