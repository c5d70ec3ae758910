package io.skerry.gateway.intake;

import io.skerry.gateway.route.RouteTable;
import io.skerry.gateway.route.SiteState;
import io.skerry.model.key.EdgeKey;
import io.skerry.store.Change;
import io.skerry.store.EdgeStore;
import io.skerry.store.EdgeStore.WatchListener;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BiConsumer;

/**
 * Follows one connected store: lists, then takes every change in revision order. Everything comes through a single watch, because the
 * promise "all routes up to site version N are live" needs routes and head in one order; two watches would have none between them.
 */
final class StoreFollower {

    private static final String EVERYTHING = "";
    private static final List<String> FAMILIES = List.of(EdgeKey.WANTED_ROUTES, EdgeKey.ADDRESSES, EdgeKey.RELAYS);

    private final EdgeStore store;
    private final BiConsumer<SiteState, Boolean> onState;

    /** @param onState takes each new state, and whether the store knows at least what was known before */
    StoreFollower(EdgeStore store, BiConsumer<SiteState, Boolean> onState) {
        this.store = store;
        this.onState = onState;
    }

    /**
     * Follows until the store no longer keeps the changes that come next.
     *
     * @param before what was known until now
     */
    void follow(SiteState before) throws InterruptedException {
        var reader = new SiteReader(before);
        // The head first: every route it promises is in what is listed after it.
        var head = store.list(EdgeKey.HEAD);
        head.entries().forEach(entry -> reader.put(entry.key(), entry.value()));
        var listed = new ListedAt(head.revision());
        for (var family : FAMILIES) {
            var listing = store.list(family);
            listing.entries().forEach(entry -> reader.put(entry.key(), entry.value()));
            listed.add(family, listing.revision());
        }
        var events = new LinkedBlockingQueue<Event>();
        try (var _ = store.watch(EVERYTHING, head.revision(), new Queueing(events))) {
            long revision = listed.latest();
            onState.accept(reader.state(revision), reader.caughtUp());
            while (true) {
                var batch = next(events);
                for (var event : batch) {
                    if (event.compacted()) {
                        return;
                    }
                    event.changes().stream().filter(listed::isNews).forEach(change -> take(reader, change));
                    revision = Math.max(revision, event.revision());
                }
                onState.accept(reader.state(revision), reader.caughtUp());
            }
        }
    }

    private static void take(SiteReader reader, Change change) {
        if (change.entry() == null) {
            reader.remove(change.key());
        } else {
            reader.put(change.key(), change.entry().value());
        }
    }

    private static List<Event> next(BlockingQueue<Event> events) throws InterruptedException {
        var batch = new ArrayList<Event>();
        batch.add(events.take());
        events.drainTo(batch);
        return batch;
    }

    private record Event(long revision, List<Change> changes, boolean compacted) {}

    private record Queueing(BlockingQueue<Event> events) implements WatchListener {

        @Override
        public void changed(long revision, List<Change> changes) {
            var ours = changes.stream()
                    .filter(change -> RouteTable.concerns(change.key()))
                    .toList();
            if (!ours.isEmpty()) {
                events.add(new Event(revision, ours, false));
            }
        }

        @Override
        public void compacted(long oldestRevision) {
            events.add(new Event(oldestRevision, List.of(), true));
        }
    }
}
