package io.skerry.logs.buffer;

import java.time.Duration;
import java.util.function.IntPredicate;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ExcerptTailer;
import org.jspecify.annotations.Nullable;

/**
 * Reads batches, at an index or one after the other. The cycle it stands in is kept for it as long as it goes on asking; after that
 * it may find itself moved to the oldest there is.
 */
public final class BufferReader implements AutoCloseable {

    private final Buffer buffer;
    private final ExcerptTailer tailer;
    private final long idleNanos;
    private volatile long place;
    private volatile long asked = System.nanoTime();

    BufferReader(Buffer buffer, ExcerptTailer tailer, Duration idle) {
        this.buffer = buffer;
        this.tailer = tailer;
        this.idleNanos = idle.toNanos();
        tailer.singleThreadedCheckDisabled(true);
    }

    /** The next {@link #next} starts behind that index; 0: at the oldest. */
    public void goBehind(long index) {
        var held = buffer.whileOpen();
        try {
            stand(index);
            long oldest = buffer.oldest();
            if (index < oldest || !tailer.moveToIndex(index)) {
                tailer.toStart();
                return;
            }
            tailer.readingDocument().close();
        } finally {
            held.unlock();
        }
    }

    /** The next {@link #next} starts at the oldest batch that isn't before the index. */
    public void goTo(long index) {
        var held = buffer.whileOpen();
        try {
            stand(Math.max(0, index - 1));
            if (index < buffer.oldest() || !tailer.moveToIndex(index)) {
                tailer.toStart();
            }
        } finally {
            held.unlock();
        }
    }

    /**
     * The next batch of a wanted stream.
     *
     * @param upTo the index it mustn't lie behind
     * @return null if there is none by now
     */
    public @Nullable Batch next(IntPredicate wanted, long upTo) {
        var held = buffer.whileOpen();
        try {
            if (place < buffer.oldest()) {
                tailer.toStart();
            }
            stand(place);
            while (place < upTo) {
                try (var excerpt = tailer.readingDocument()) {
                    var wire = excerpt.wire();
                    if (!excerpt.isPresent() || wire == null) {
                        return null;
                    }
                    place = excerpt.index();
                    if (place > upTo) {
                        return null;
                    }
                    var batch = batch(wire.bytes(), wanted, true);
                    if (batch != null) {
                        return batch;
                    }
                }
            }
            return null;
        } finally {
            held.unlock();
        }
    }

    /**
     * The batch at an index.
     *
     * @param whole with its text
     * @return null if it isn't there any more
     */
    public @Nullable Batch at(long index, boolean whole) {
        var held = buffer.whileOpen();
        try {
            stand(index);
            if (index < buffer.oldest() || !tailer.moveToIndex(index)) {
                return null;
            }
            try (var excerpt = tailer.readingDocument()) {
                var wire = excerpt.wire();
                return excerpt.isPresent() && wire != null ? batch(wire.bytes(), number -> true, whole) : null;
            }
        } finally {
            held.unlock();
        }
    }

    /** The index of the excerpt read last, of whatever stream. */
    public long place() {
        return place;
    }

    /** The cycle that mustn't be removed for now. */
    int standsIn() {
        return System.nanoTime() - asked > idleNanos ? Integer.MAX_VALUE : Cycles.of(place);
    }

    private void stand(long index) {
        synchronized (buffer.places()) {
            place = index;
            asked = System.nanoTime();
        }
    }

    private @Nullable Batch batch(Bytes<?> bytes, IntPredicate wanted, boolean whole) {
        if (bytes.readByte() != ExcerptFormat.BATCH) {
            return null;
        }
        int number = bytes.readInt();
        return wanted.test(number) ? ExcerptFormat.readBatch(bytes, number, place, whole) : null;
    }

    @Override
    public void close() {
        buffer.forget(this, tailer);
    }
}
