package io.skerry.logs.buffer;

import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.IntPredicate;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ExcerptTailer;
import org.jspecify.annotations.Nullable;

/**
 * Reads batches, at an index or one after the other. As long as it goes on asking, the cycle it stands in isn't removed for its age;
 * where there is too much it may find itself moved to the oldest there is.
 */
public final class BufferReader implements AutoCloseable {

    private final Buffer buffer;
    private final ExcerptTailer tailer;
    private final long idleNanos;
    private final ReentrantLock use = new ReentrantLock();
    private boolean closed;
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
        var held = begin();
        try {
            stand(index);
            long oldest = buffer.oldest();
            if (index < oldest || !tailer.moveToIndex(index)) {
                tailer.toStart();
                return;
            }
            tailer.readingDocument().close();
        } finally {
            end(held);
        }
    }

    /** The next {@link #next} starts at the oldest batch that isn't before the index. */
    public void goTo(long index) {
        var held = begin();
        try {
            stand(Math.max(0, index - 1));
            if (index < buffer.oldest() || !tailer.moveToIndex(index)) {
                tailer.toStart();
            }
        } finally {
            end(held);
        }
    }

    /**
     * The next batch of a wanted stream.
     *
     * @param upTo the index it mustn't lie behind
     * @param glance which batches come with their text
     * @return null if there is none by now
     */
    public @Nullable Batch next(IntPredicate wanted, long upTo, Glance glance) {
        var held = begin();
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
                    var batch = batch(wire.bytes(), wanted, glance);
                    if (batch != null) {
                        return batch;
                    }
                }
            }
            return null;
        } finally {
            end(held);
        }
    }

    /**
     * The batch at an index.
     *
     * @param glance whether it comes with its text
     * @return null if it isn't there any more
     */
    public @Nullable Batch at(long index, Glance glance) {
        var held = begin();
        try {
            stand(index);
            if (index < buffer.oldest() || !tailer.moveToIndex(index)) {
                return null;
            }
            try (var excerpt = tailer.readingDocument()) {
                var wire = excerpt.wire();
                return excerpt.isPresent() && wire != null ? batch(wire.bytes(), number -> true, glance) : null;
            }
        } finally {
            end(held);
        }
    }

    /** Moves on from a cycle that was removed, unless it is being read just now: then the next call does. */
    void leaveWhatIsRemoved() {
        if (place < buffer.oldest() && use.tryLock()) {
            try {
                if (!closed) {
                    tailer.toStart();
                }
            } finally {
                use.unlock();
            }
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

    private ReentrantReadWriteLock.ReadLock begin() {
        var held = buffer.whileOpen();
        use.lock();
        return held;
    }

    private void end(ReentrantReadWriteLock.ReadLock held) {
        use.unlock();
        held.unlock();
    }

    private void stand(long index) {
        synchronized (buffer.places()) {
            place = index;
            asked = System.nanoTime();
        }
    }

    private @Nullable Batch batch(Bytes<?> bytes, IntPredicate wanted, Glance glance) {
        if (bytes.readByte() != ExcerptFormat.BATCH) {
            return null;
        }
        int number = bytes.readInt();
        return wanted.test(number) ? ExcerptFormat.readBatch(bytes, number, place, glance) : null;
    }

    @Override
    public void close() {
        use.lock();
        try {
            closed = true;
        } finally {
            use.unlock();
        }
        buffer.forget(this, tailer);
    }
}
