package io.skerry.hub.projection;

import io.skerry.hub.projection.SiteRepository.Head;
import io.skerry.hub.projection.SiteRepository.Row;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How one root's part of a data center's list changes. No I/O and no clock: what differs is found first, and numbered once the head is
 * locked.
 *
 * @param puts new or other bodies
 * @param burials what is live and not wanted any more
 * @param replaced live rows in whose place a put comes
 */
record Amendment(List<Body> puts, List<Row> burials, List<Row> replaced) {

    /** One wanted object. */
    record Body(String key, byte[] bytes) {
        String digest() {
            return SiteRepository.digest(bytes);
        }
    }

    /** A put or, without a body, a burial, under the version that it gets. */
    record Entry(
            String key,
            long version,
            String digest,
            @Nullable Body body) {}

    /** What to write, and the head after it. */
    record Numbered(List<Entry> entries, Head head) {}

    /** What to change of {@code before}, which is all this root ever had in the list, so that it says {@code wanted}. */
    static Amendment of(Collection<Row> before, List<Body> wanted) {
        var rows = before.stream().collect(Collectors.toMap(Row::key, row -> row));
        var puts = wanted.stream()
                .filter(body -> differs(rows.get(body.key()), body))
                .toList();
        var keys = wanted.stream().map(Body::key).collect(Collectors.toSet());
        var burials = before.stream()
                .filter(row -> !row.tombstone() && !keys.contains(row.key()))
                .toList();
        var replaced = puts.stream()
                .map(body -> rows.get(body.key()))
                .filter(row -> row != null && !row.tombstone())
                .toList();
        return new Amendment(puts, burials, replaced);
    }

    boolean isEmpty() {
        return puts.isEmpty() && burials.isEmpty();
    }

    /** Gives everything its version, from the head on. */
    Numbered after(Head head) {
        var version = head.version();
        var holding = head.holding();
        var entries = new ArrayList<Entry>();
        for (var old : replaced) {
            holding = holding.without(old.key(), old.version(), old.digest());
        }
        for (var put : puts) {
            var entry = new Entry(put.key(), ++version, put.digest(), put);
            entries.add(entry);
            holding = holding.with(entry.key(), entry.version(), entry.digest());
        }
        for (var old : burials) {
            entries.add(new Entry(old.key(), ++version, "", null));
            holding = holding.without(old.key(), old.version(), old.digest());
        }
        return new Numbered(entries, head.next(version, holding));
    }

    private static boolean differs(@Nullable Row old, Body body) {
        return old == null || old.tombstone() || !old.digest().equals(body.digest());
    }
}
