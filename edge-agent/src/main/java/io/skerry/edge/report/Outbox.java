package io.skerry.edge.report;

import io.skerry.edge.report.BootClock.Moment;
import io.skerry.model.key.EdgeKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What must still be told to the hub. No I/O and no clock. A change is first numbered ({@link #due}), the number made durable by the
 * caller, then sent in order ({@link #unsent}) and kept until the hub has acknowledged it. A newer change of the same key takes the older
 * one's place, and under {@code seen/} waits until a second has passed since the last.
 */
final class Outbox {

    private static final long SEEN_PAUSE_MILLIS = 1_000;

    private final Map<String, Item> items = new HashMap<>();
    private final NavigableMap<Long, Item> unacknowledged = new TreeMap<>();
    private long lastSeq;
    private long sent;

    /** One key. */
    private static final class Item {
        final String key;
        long revision;
        boolean gone;
        Moment seen;

        @Nullable
        Marker marker;

        @Nullable
        Moment numbered;

        /** Since when the hub does not know how it is. */
        @Nullable
        Moment untold;

        Item(String key, Moment seen) {
            this.key = key;
            this.seen = seen;
        }

        boolean isNumbered() {
            return marker != null && marker.revision() == revision && marker.gone() == gone;
        }

        long dueInMillis(Moment now) {
            return numbered == null || !key.startsWith(EdgeKey.SEEN)
                    ? 0
                    : Math.max(0, SEEN_PAUSE_MILLIS - numbered.ageMillis(now));
        }
    }

    /** What was numbered in an earlier life. */
    void restore(Collection<Marker> markers) {
        for (var marker : markers) {
            var item = new Item(marker.key(), marker.seen());
            item.revision = marker.revision();
            item.gone = marker.gone();
            item.marker = marker;
            item.untold = marker.seen();
            items.put(marker.key(), item);
            unacknowledged.put(marker.seq(), item);
            lastSeq = Math.max(lastSeq, marker.seq());
        }
    }

    /** A key was changed, or is there. */
    void seen(String key, long revision, Moment now) {
        note(key, revision, false, now);
    }

    /** A key was removed. */
    void gone(String key, long revision, Moment now) {
        if (items.containsKey(key)) {
            note(key, revision, true, now);
        }
    }

    /** These are all the keys under the prefix: others that were reported are gone. */
    void onlyThese(String prefix, Collection<String> keys, long revision, Moment now) {
        for (var item : items.values()) {
            if (item.key.startsWith(prefix) && !item.gone && !keys.contains(item.key)) {
                note(item.key, revision, true, now);
            }
        }
    }

    /** Numbers what may be told now. The caller makes the markers durable before anything else. */
    List<Marker> due(Moment now) {
        var markers = new ArrayList<Marker>();
        for (var item : items.values()) {
            if (!item.isNumbered() && item.dueInMillis(now) == 0) {
                markers.add(number(item, now));
            }
        }
        return markers;
    }

    /** How long until more may be told; empty if nothing waits. */
    OptionalLong nextDueMillis(Moment now) {
        return items.values().stream()
                .filter(item -> !item.isNumbered())
                .mapToLong(item -> item.dueInMillis(now))
                .min();
    }

    /**
     * A new session: the hub has stored everything up to a number, whatever was sent before. Returns the markers of keys that are gone:
     * nothing is left to tell of them.
     */
    List<Marker> connected(long acknowledged) {
        lastSeq = Math.max(lastSeq, acknowledged);
        sent = acknowledged;
        unacknowledged.clear();
        var stored = new ArrayList<Item>();
        for (var item : items.values()) {
            if (item.marker != null && item.marker.seq() > acknowledged) {
                unacknowledged.put(item.marker.seq(), item);
            } else {
                stored.add(item);
            }
        }
        return stored(stored);
    }

    /** The next reports to send, by number. */
    List<Marker> unsent(int limit) {
        return unacknowledged.tailMap(sent, false).values().stream()
                .limit(limit)
                .map(item -> Objects.requireNonNull(item.marker))
                .toList();
    }

    /** It was handed to the session. */
    void sent(long seq) {
        sent = Math.max(sent, seq);
    }

    /** The hub has stored everything up to a number. Returns the markers of keys that are gone: nothing is left to tell of them. */
    List<Marker> acknowledged(long seq) {
        var done = unacknowledged.headMap(seq, true);
        var forgotten = stored(done.values());
        done.clear();
        return forgotten;
    }

    private List<Marker> stored(Collection<Item> told) {
        var forgotten = new ArrayList<Marker>();
        for (var item : told) {
            if (item.isNumbered()) {
                item.untold = null;
            }
            if (item.gone && item.isNumbered() && item.marker != null) {
                forgotten.add(item.marker);
                items.remove(item.key);
            }
        }
        return forgotten;
    }

    /** Nothing is to be told of that key any more. Returns its marker, if it had one. */
    Optional<Marker> forget(String key) {
        var item = items.remove(key);
        if (item == null || item.marker == null) {
            return Optional.empty();
        }
        unacknowledged.remove(item.marker.seq());
        return Optional.of(item.marker);
    }

    /** Whether the hub has stored the last change of that key. */
    boolean isStored(String key) {
        var item = items.get(key);
        return item != null
                && item.marker != null
                && item.isNumbered()
                && !unacknowledged.containsKey(item.marker.seq());
    }

    /** How many reports the hub has not acknowledged. */
    int unacknowledged() {
        return unacknowledged.size();
    }

    /** How old the hub's picture is: the age of the oldest change that it has not acknowledged, 0 if there is none. */
    long behindMillis(Moment now) {
        return items.values().stream()
                .map(item -> item.untold)
                .filter(Objects::nonNull)
                .mapToLong(since -> Objects.requireNonNull(since).ageMillis(now))
                .max()
                .orElse(0);
    }

    /** Whether this revision of a key may be told: nothing newer than what was noted. */
    boolean isNoted(String key, long revision) {
        var item = items.get(key);
        return item != null && item.revision >= revision;
    }

    private void note(String key, long revision, boolean gone, Moment now) {
        var item = items.computeIfAbsent(key, k -> new Item(k, now));
        if (item.revision != revision || item.gone != gone) {
            item.revision = revision;
            item.gone = gone;
            item.seen = now;
            item.untold = item.untold == null ? now : item.untold;
        }
    }

    private Marker number(Item item, Moment now) {
        if (item.marker != null) {
            unacknowledged.remove(item.marker.seq());
        }
        var marker = new Marker(item.key, item.revision, item.gone, ++lastSeq, item.seen);
        item.marker = marker;
        item.numbered = now;
        unacknowledged.put(marker.seq(), item);
        return marker;
    }
}
