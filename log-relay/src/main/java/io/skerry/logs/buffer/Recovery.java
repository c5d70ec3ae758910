package io.skerry.logs.buffer;

import io.skerry.logs.buffer.Cycles.Cycle;
import java.io.IOException;
import java.util.Optional;
import net.openhft.chronicle.queue.ExcerptTailer;

/**
 * Learns from the queue itself what was known when the last process ended. Each cycle begins with all that was known by then, so only
 * the newest whole beginning and what follows is read.
 */
final class Recovery {

    private final ExcerptTailer tailer;
    private final Cycles cycles;
    private final StreamDirectory streams;
    private long last;
    private long end;

    private Recovery(ExcerptTailer tailer, Cycles cycles, StreamDirectory streams) {
        this.tailer = tailer;
        this.cycles = cycles;
        this.streams = streams;
    }

    /** Fills the directory and says where the queue ends. */
    static Found read(ExcerptTailer tailer, Cycles cycles, StreamDirectory streams) throws IOException {
        var recovery = new Recovery(tailer, cycles, streams);
        var from = Optional.<Cycle>empty();
        for (var cycle : cycles.list()) {
            if (recovery.beginsWhole(cycle) || from.isEmpty()) {
                from = Optional.of(cycle);
            }
        }
        from.ifPresent(recovery::readFrom);
        return new Found(recovery.last, recovery.end);
    }

    /** Whether all that was known is there; learns when the cycle was begun in passing. */
    private boolean beginsWhole(Cycle cycle) {
        if (!tailer.moveToIndex(Cycles.firstIndex(cycle.number()))) {
            return false;
        }
        while (true) {
            try (var excerpt = tailer.readingDocument()) {
                var wire = excerpt.wire();
                if (!excerpt.isPresent() || wire == null || Cycles.of(excerpt.index()) != cycle.number()) {
                    return false;
                }
                byte kind = wire.bytes().readByte();
                if (kind == ExcerptFormat.HEAD) {
                    cycles.begun(cycle.number(), ExcerptFormat.readHead(wire.bytes()));
                }
                if (kind == ExcerptFormat.READY || kind == ExcerptFormat.BATCH) {
                    return kind == ExcerptFormat.READY;
                }
            }
        }
    }

    private void readFrom(Cycle cycle) {
        if (!tailer.moveToIndex(Cycles.firstIndex(cycle.number()))) {
            tailer.toStart();
        }
        while (true) {
            try (var excerpt = tailer.readingDocument()) {
                var wire = excerpt.wire();
                if (!excerpt.isPresent() || wire == null) {
                    return;
                }
                last = excerpt.index();
                var bytes = wire.bytes();
                end = bytes.readLimit();
                switch (bytes.readByte()) {
                    case ExcerptFormat.STREAM -> learn(ExcerptFormat.readStream(bytes));
                    case ExcerptFormat.BATCH ->
                        learn(ExcerptFormat.readBatch(bytes, bytes.readInt(), excerpt.index(), Glance.BARE));
                    default -> {}
                }
            }
        }
    }

    private void learn(StreamState state) {
        var known = streams.get(state.number());
        if (known == null || known.last() <= state.last()) {
            streams.put(state);
        }
    }

    private void learn(Batch batch) {
        var known = streams.get(batch.number());
        if (known != null && known.last() < batch.index()) {
            streams.put(known.after(batch, batch.index()));
        }
    }

    /**
     * Where a queue ends.
     *
     * @param last index of the newest excerpt, 0 if there is none
     * @param end of that excerpt in its file
     */
    record Found(long last, long end) {}
}
