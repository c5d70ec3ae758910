package io.skerry.testkit.simulation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** An append-only file of records. Those that were not synced when the machine crashed may be lost, the later ones first. */
public final class VirtualDisk<R> {

    private final Simulation simulation;
    private final List<R> records = new ArrayList<>();
    private int synced;

    public VirtualDisk(Simulation simulation) {
        this.simulation = simulation;
    }

    /** Writes a record, as far as the writer can see. */
    public void append(R entry) {
        records.add(entry);
    }

    /** All that was written is safe. */
    public void sync() {
        synced = records.size();
    }

    /** Power is lost: some of what was not synced is gone. */
    public void crash() {
        var kept = Math.toIntExact(simulation.between(synced, records.size()));
        records.subList(kept, records.size()).clear();
        synced = kept;
    }

    /** What outlives any crash, a view that grows. */
    public List<R> durable() {
        return Collections.unmodifiableList(records.subList(0, synced));
    }

    /** What a reader finds. */
    public List<R> read() {
        return List.copyOf(records);
    }
}
