package io.skerry.hub.event;

import io.skerry.hub.api.EventStream;
import io.skerry.hub.api.HubException;
import io.skerry.hub.resource.Database;
import io.skerry.model.error.ErrorCode;
import io.skerry.model.error.LogKeys;
import io.skerry.model.event.Event;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Events as they come, for one reader each; who comes back with the last id misses none. */
@Component
class EventStreams {

    private static final Logger LOG = LoggerFactory.getLogger(EventStreams.class);
    private static final int BATCH = 200;
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);
    private static final Duration LOOK = Duration.ofSeconds(5);
    /** For what another replica of the hub told. */
    private static final Duration POLL = Duration.ofSeconds(1);

    private final EventRepository rows;
    private final Events events;
    private final Database database;
    private final Clock clock;
    private volatile boolean closed;

    EventStreams(EventRepository rows, Events events, Database database, Clock clock) {
        this.rows = rows;
        this.events = events;
        this.database = database;
        this.clock = clock;
    }

    /** Refuses an id after which events are no longer kept, or that was never given out. */
    void requireKept(long id) {
        if (!database.platform(() -> rows.keeps(id))) {
            throw HubException.of(
                    ErrorCode.REVISION_GONE,
                    "Events after " + id + " are no longer all kept.",
                    "List the events, and watch from the \"head\" of that list.");
        }
    }

    /**
     * Runs until the reader is gone or may no longer read, or the hub stops.
     *
     * @param allowed whether the reader still may; asked again and again
     */
    void run(EventFilter filter, long from, BooleanSupplier allowed, EventStream out) throws IOException {
        try {
            Database.forFollower(LOOK, () -> {
                follow(filter, from, allowed, out);
                return true;
            });
        } catch (RuntimeException e) {
            // The answer has begun: a problem document would be taken for an event.
            LOG.atInfo().addKeyValue(LogKeys.ERROR, e.toString()).log("a stream of events ends early");
        }
    }

    private record Look(List<Event> events, long upTo) {}

    private void follow(EventFilter filter, long from, BooleanSupplier allowed, EventStream out) throws IOException {
        var after = from;
        var beaten = clock.instant();
        out.send("heartbeat", String.valueOf(after), Map.of("head", String.valueOf(after)));
        while (!closed) {
            var seen = events.told().count();
            var look = look(filter, after);
            var beats = beaten.plus(HEARTBEAT).isBefore(clock.instant());
            if ((beats || !look.events().isEmpty()) && !allowed.getAsBoolean()) {
                return;
            }
            for (var event : look.events()) {
                out.send("event", event.id(), event);
            }
            after = look.upTo();
            if (beats) {
                beaten = clock.instant();
                out.send("heartbeat", String.valueOf(after), Map.of("head", String.valueOf(after)));
            }
            if (look.events().size() < BATCH && !pause(seen)) {
                return;
            }
        }
    }

    private Look look(EventFilter filter, long after) {
        return database.as(filter.tenant(), () -> {
            var last = rows.last();
            if (last <= after) {
                return new Look(List.of(), after);
            }
            var found = rows.after(after, last, filter, BATCH);
            return new Look(
                    found,
                    found.size() < BATCH ? last : Long.parseLong(found.getLast().id()));
        });
    }

    private boolean pause(long seen) {
        try {
            events.told().await(seen, POLL);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Ends every stream, so that the hub can stop. */
    void close() {
        closed = true;
        events.told().raise();
    }
}
