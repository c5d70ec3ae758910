package io.skerry.hub.resource.web;

import io.skerry.hub.api.EventStream;
import io.skerry.hub.api.Selector;
import io.skerry.hub.resource.Place;
import io.skerry.hub.resource.feed.Change;
import io.skerry.hub.resource.feed.ChangeFeed;
import io.skerry.hub.resource.store.Resources;
import io.skerry.hub.resource.store.Statuses;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * Feeds one watcher: every change of its place in revision order, statuses as they come, a heartbeat in between. On resume the statuses of
 * everything watched are sent whole, because status has no revision.
 */
public final class Watches {

    private static final int BATCH = 200;
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);
    /** Rows commit a little after they are stamped; what was seen already is sent again. */
    private static final Duration OVERLAP = Duration.ofMillis(500);

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

    /** Runs until the watcher is gone or the hub stops. */
    void run(Place place, Selector selector, long from, boolean resumed, EventStream out) throws IOException {
        var revision = from;
        var statusesUntil = resumed ? Instant.EPOCH : clock.instant();
        var spoken = clock.instant();
        out.send("heartbeat", String.valueOf(revision), Map.of("revision", revision));
        while (!closed) {
            var seen = feed.seen();
            var changes = feed.after(revision, place.tenant(), BATCH);
            for (var change : changes) {
                revision = change.revision();
                if (change.place().equals(place)) {
                    send(change, selector, out);
                    spoken = clock.instant();
                }
            }
            var now = clock.instant();
            for (var uid : statuses.changedSince(
                    place, statusesUntil.equals(Instant.EPOCH) ? statusesUntil : statusesUntil.minus(OVERLAP))) {
                var stored = resources.find(uid);
                if (stored.isPresent()
                        && stored.get().place().equals(place)
                        && selector.matches(stored.get().labels())) {
                    out.send("status", null, views.of(stored.get()));
                }
            }
            statusesUntil = now;
            if (spoken.plus(HEARTBEAT).isBefore(now)) {
                out.send("heartbeat", String.valueOf(revision), Map.of("revision", revision));
                spoken = now;
            }
            if (changes.isEmpty() && !pause(seen)) {
                return;
            }
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
