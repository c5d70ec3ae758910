package io.skerry.hub.simulation;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A table of the virtual database; what a transaction that is taken back did to it is undone. */
public final class Table<K extends Comparable<K>, R> {

    private final TreeMap<K, R> rows = new TreeMap<>();
    private final Consumer<Runnable> undo;

    Table(Consumer<Runnable> undo) {
        this.undo = undo;
    }

    /** The row, if there is one. */
    public Optional<R> find(K key) {
        return Optional.ofNullable(rows.get(key));
    }

    public boolean isEmpty() {
        return rows.isEmpty();
    }

    /** All rows, by key. */
    public List<R> all() {
        return List.copyOf(rows.values());
    }

    /** Writes a row. */
    public void put(K key, R row) {
        restoreLater(key, rows.put(key, row));
    }

    /** Removes a row. */
    public boolean remove(K key) {
        var before = rows.remove(key);
        if (before != null) {
            restoreLater(key, before);
        }
        return before != null;
    }

    private void restoreLater(K key, @Nullable R before) {
        undo.accept(() -> {
            if (before == null) {
                rows.remove(key);
            } else {
                rows.put(key, before);
            }
        });
    }
}
