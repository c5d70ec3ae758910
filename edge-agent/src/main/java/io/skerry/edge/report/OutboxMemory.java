package io.skerry.edge.report;

import io.skerry.edge.report.BootClock.Moment;
import io.skerry.model.error.Cause;
import io.skerry.model.key.EdgeKey;
import io.skerry.model.message.CommandResult;
import io.skerry.model.message.Epoch;
import io.skerry.model.message.Report;
import io.skerry.model.message.ReportItem;
import io.skerry.model.message.StatusItem;
import io.skerry.store.Compare;
import io.skerry.store.EdgeStore;
import io.skerry.store.Entry;
import io.skerry.store.Operation;
import io.skerry.store.Txn;
import io.skerry.store.value.Values;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The outbox's part of the edge store, and what reports are made from. */
final class OutboxMemory {

    private final EdgeStore store;

    OutboxMemory(EdgeStore store) {
        this.store = store;
    }

    List<Marker> markers() {
        return store.list(EdgeKey.OUTBOX).entries().stream()
                .map(entry -> Values.read(entry.value(), Marker.class))
                .toList();
    }

    void save(List<Marker> markers) {
        write(markers, marker -> Operation.put(marker.storeKey(), Values.write(marker)));
    }

    void forget(List<Marker> markers) {
        write(markers, marker -> Operation.delete(marker.storeKey()));
    }

    /** What the marker reports, as it is now; empty if the key is gone meanwhile, which another marker will say. */
    Optional<Entry> entry(Marker marker) {
        return Optional.ofNullable(store.get(marker.key()));
    }

    static Report report(Marker marker, Epoch epoch, ReportItem item, Moment now) {
        return new Report(epoch, marker.seq(), marker.seen().ageMillis(now), item);
    }

    static ReportItem item(Entry entry) {
        return entry.key().startsWith(EdgeKey.ANSWERS)
                ? Values.read(entry.value(), CommandResult.class)
                : new StatusItem(entry.key(), entry.value());
    }

    /** Answers, oldest first. */
    List<Entry> answers() {
        return store.list(EdgeKey.ANSWERS).entries().stream()
                .sorted(Comparator.comparingLong(Entry::modified))
                .toList();
    }

    /** Makes an end a failed one; nothing happens if the answer was changed meanwhile. */
    void fail(Entry entry, Cause why) {
        var said = Values.read(entry.value(), CommandResult.class);
        var failed = new CommandResult(said.command(), true, said.body(), why);
        store.txn(
                new Txn(List.of(Compare.unchanged(entry)), List.of(Operation.put(entry.key(), Values.write(failed)))));
    }

    void delete(String key) {
        store.delete(key);
    }

    private void write(List<Marker> markers, Function<Marker, Operation> operation) {
        var operations = new ArrayList<>(markers.stream().map(operation).toList());
        for (var from = 0; from < operations.size(); from += EdgeStore.MAX_OPERATIONS) {
            var to = Math.min(operations.size(), from + EdgeStore.MAX_OPERATIONS);
            store.txn(new Txn(List.of(), operations.subList(from, to)));
        }
    }
}
