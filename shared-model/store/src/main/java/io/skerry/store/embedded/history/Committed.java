package io.skerry.store.embedded.history;

import io.skerry.store.Change;
import java.util.List;

/** The changes of one revision, in key order. */
public record Committed(long revision, List<Change> changes) {

    public Committed {
        changes = List.copyOf(changes);
    }

    /** How big its keys and values are. */
    public long bytes() {
        return changes.stream().mapToLong(Committed::bytes).sum();
    }

    /** The part of it under a prefix. */
    Committed under(String prefix) {
        return new Committed(
                revision,
                changes.stream().filter(c -> c.key().startsWith(prefix)).toList());
    }

    private static long bytes(Change change) {
        var entry = change.entry();
        return change.key().length() + (entry == null ? 0L : entry.value().length);
    }
}
