package io.skerry.edge.sync;

import io.skerry.edge.sync.SiteState.Held;
import io.skerry.edge.sync.SiteState.Progress;
import io.skerry.model.key.EdgeKey;
import io.skerry.model.message.Bookmark;
import io.skerry.model.message.Digests;
import io.skerry.model.message.Epoch;
import io.skerry.model.message.Message;
import io.skerry.model.message.Put;
import io.skerry.model.message.Tombstone;
import io.skerry.model.site.Holding;
import io.skerry.model.site.SiteHead;
import io.skerry.model.site.SiteObject;
import io.skerry.store.EdgeStore;
import io.skerry.store.Operation;
import io.skerry.store.value.Values;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns the hub's messages into transactions of the edge store. No I/O and no clock: each call says what to do next, and the caller does
 * it before the next call.
 */
final class Applier {

    /** Head and progress take two. */
    private static final int BATCH = EdgeStore.MAX_OPERATIONS - 2;

    private final Epoch epoch;
    private final Map<String, Held> objects;
    private final Map<String, Operation> pending = new LinkedHashMap<>();
    /** What the session said last of each key. What differs comes on a stream of its own, and may overtake the list. */
    private final Map<String, Long> heard = new HashMap<>();

    private Holding holding;
    private SiteHead head;
    private long progress;

    Applier(Epoch epoch, SiteState state) {
        this.epoch = epoch;
        this.objects = new HashMap<>(state.objects());
        this.holding = state.holding();
        this.head = state.head();
        this.progress = state.progressWithin(epoch.incarnation());
    }

    /** What to do next. */
    sealed interface Effect {
        /** Nothing yet. */
        record Wait() implements Effect {}

        /** Write this in one transaction; then everything up to {@code received} is durable. */
        record Commit(List<Operation> operations, long received) implements Effect {}

        /** Write this, then ask what differs: the sum does not agree with the hub's. */
        record Repair(Commit first, Digests question) implements Effect {}

        /** The message is refused, and with it the stream. */
        record Refuse(String why) implements Effect {}
    }

    /** Where to go on from. */
    long progress() {
        return progress;
    }

    /** Whether something waits for a {@link #flush}. */
    boolean hasPending() {
        return !pending.isEmpty();
    }

    Effect offer(Message message) {
        return switch (message) {
            case Put put -> put(put);
            case Tombstone tombstone -> tombstone(tombstone);
            case Bookmark bookmark -> bookmark(bookmark);
            default -> new Effect.Wait();
        };
    }

    /** What to write now, though no bookmark has come. */
    Effect.Commit flush() {
        var operations = new ArrayList<>(pending.values());
        operations.add(Operation.put(SiteMemory.PROGRESS, Values.write(new Progress(epoch.incarnation(), progress))));
        pending.clear();
        return new Effect.Commit(List.copyOf(operations), progress);
    }

    private Effect put(Put put) {
        var wrong = wrong(put.epoch(), put.key());
        if (wrong != null) {
            return wrong;
        }
        if (!Holding.digest(put.body()).equals(put.digest())) {
            return new Effect.Refuse("the body of " + put.key() + " does not have its digest");
        }
        if (isOvertaken(put.key(), put.version())) {
            return advanced(put.version());
        }
        var next = new Held(put.version(), put.digest());
        var old = objects.put(put.key(), next);
        if (!next.equals(old)) {
            forget(put.key(), old);
            holding = holding.with(put.key(), put.version(), put.digest());
            var value = Values.write(new SiteObject(put.version(), put.digest(), put.body()));
            pending.put(put.key(), Operation.put(put.key(), value));
        }
        return advanced(put.version());
    }

    private Effect tombstone(Tombstone tombstone) {
        var wrong = wrong(tombstone.epoch(), tombstone.key());
        if (wrong != null) {
            return wrong;
        }
        if (isOvertaken(tombstone.key(), tombstone.version())) {
            return advanced(tombstone.version());
        }
        forget(tombstone.key(), objects.remove(tombstone.key()));
        // Also when it is not known to be there: an object that lost its digest is not counted, and still lies there.
        pending.put(tombstone.key(), Operation.delete(tombstone.key()));
        return advanced(tombstone.version());
    }

    private Effect bookmark(Bookmark bookmark) {
        if (!bookmark.epoch().equals(epoch)) {
            return new Effect.Refuse("a bookmark of another session's epoch");
        }
        if (!holding.text().equals(bookmark.holding())) {
            var versions = new HashMap<String, Long>();
            objects.forEach((key, held) -> versions.put(key, held.version()));
            return new Effect.Repair(flush(), new Digests(epoch, bookmark.version(), versions));
        }
        progress = bookmark.version();
        var next = new SiteHead(epoch.incarnation(), bookmark.version(), bookmark.chain(), bookmark.holding());
        if (next.equals(head) && pending.isEmpty()) {
            return new Effect.Commit(List.of(), progress);
        }
        head = next;
        var commit = flush();
        var operations = new ArrayList<>(commit.operations());
        operations.add(Operation.put(EdgeKey.HEAD, Values.write(next)));
        return new Effect.Commit(operations, commit.received());
    }

    private boolean isOvertaken(String key, long version) {
        return heard.merge(key, version, Math::max) > version;
    }

    private Effect advanced(long version) {
        progress = Math.max(progress, version);
        return pending.size() < BATCH ? new Effect.Wait() : flush();
    }

    private void forget(String key, @Nullable Held old) {
        if (old != null) {
            holding = holding.without(key, old.version(), old.digest());
        }
    }

    private @Nullable Effect wrong(Epoch sent, String key) {
        if (!sent.equals(epoch)) {
            return new Effect.Refuse("a message of another session's epoch");
        }
        return key.startsWith(EdgeKey.WANTED)
                ? null
                : new Effect.Refuse("the hub wrote a key that is not its own: " + key);
    }
}
