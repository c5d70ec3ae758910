package io.skerry.hub.resource.web;

import io.skerry.hub.api.EventStream;
import io.skerry.hub.api.Selector;
import io.skerry.hub.resource.Database;
import io.skerry.hub.resource.Place;
import io.skerry.hub.resource.feed.Change;
import io.skerry.hub.resource.feed.ChangeFeed;
import io.skerry.hub.resource.store.Resources;
import io.skerry.hub.resource.store.Statuses;
import io.skerry.model.error.LogKeys;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Feeds one watcher: every change of its place in revision order, statuses as they come, a heartbeat in between. On resume the statuses of
 * everything watched are sent whole, because status has no revision.
 */
public final class Watches {

    private static final Logger LOG = LoggerFactory.getLogger(Watches.class);

    private static final int BATCH = 200;
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);
    private static final Duration LOOK = Duration.ofSeconds(5);

    private final ChangeFeed feed;
    private final Resources resources;
    private final ResourceViews views;
    private final Statuses statuses;
    private final Clock clock;
    private volatile boolean closed;

    public Watches(ChangeFeed feed, Resources resources, ResourceViews views, Statuses statuses, Clock clock) {
        this.feed = feed;
        this.resources = resources;
        this.views = views;
        this.statuses = statuses;
        this.clock = clock;
    }

    /**
     * Who watches what.
     *
     * @param allowed whether the watcher still may; asked again and again
     */
    record Watcher(Place place, Selector selector, BooleanSupplier allowed) {}

    /** Runs until the watcher is gone or no longer allowed, or the hub stops; whoever comes back with the last id misses nothing. */
    void run(Watcher watcher, long from, boolean resumed, EventStream out) throws IOException {
        try {
            Database.forFollower(LOOK, () -> {
                follow(watcher, from, resumed ? Instant.EPOCH : statuses.now(), out);
                return true;
            });
        } catch (RuntimeException e) {
            // The answer has begun: a problem document would be taken for an event.
            LOG.atInfo().addKeyValue(LogKeys.ERROR, e.toString()).log("a watch ends early");
        }
    }

    private void follow(Watcher watcher, long from, Instant statusesFrom, EventStream out) throws IOException {
        var place = watcher.place();
        var revision = from;
        var spoken = new Statuses.Spoken(Map.of(), statusesFrom);
        var beaten = clock.instant();
        out.send("heartbeat", String.valueOf(revision), Map.of("revision", revision));
        while (!closed) {
            var seen = feed.seen();
            var look = feed.look(revision, place.tenant(), BATCH);
            for (var change : look.changes()) {
                if (change.place().equals(place)) {
                    send(change, watcher.selector(), out);
                }
            }
            revision = look.upTo();
            var told = spoken.at();
            spoken = statuses.since(place, spoken.until());
            for (var word : spoken.at().entrySet()) {
                if (!word.getValue().equals(told.get(word.getKey()))) {
                    tell(word.getKey(), watcher, out);
                }
            }
            if (beaten.plus(HEARTBEAT).isBefore(clock.instant())) {
                beaten = clock.instant();
                if (!watcher.allowed().getAsBoolean()) {
                    return;
                }
                out.send("heartbeat", String.valueOf(revision), Map.of("revision", revision));
            }
            if (look.changes().isEmpty() && !pause(seen)) {
                return;
            }
        }
    }

    private void tell(UUID uid, Watcher watcher, EventStream out) throws IOException {
        var stored = resources.find(uid);
        if (stored.isPresent()
                && stored.get().place().equals(watcher.place())
                && watcher.selector().matches(stored.get().labels())) {
            out.send("status", null, views.of(stored.get()));
        }
    }

    private void send(Change change, Selector selector, EventStream out) throws IOException {
        var matches = change.after() != null && selector.matches(change.after());
        var matched = change.before() != null && selector.matches(change.before());
        var id = String.valueOf(change.revision());
        if (matches) {
            var stored = resources.find(change.place(), change.name());
            if (stored.isPresent()) {
                out.send("put", id, views.of(stored.get()));
                return;
            }
        }
        if (matches || matched) {
            out.send(
                    "delete",
                    id,
                    Map.of(
                            "kind", change.place().kind().text(),
                            "name", change.name(),
                            "uid", change.uid().toString(),
                            "version", change.version()));
        }
    }

    private boolean pause(long seen) {
        try {
            feed.await(seen);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Ends every watch, so that the hub can stop. */
    public void close() {
        closed = true;
        feed.changed();
    }
}
