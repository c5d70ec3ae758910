package io.skerry.logs.buffer;

import io.skerry.model.error.LogKeys;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Predicate;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The lines of every stream, for a while. One thread appends, any number of readers read, in one process. */
public final class Buffer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Buffer.class);
    private static final String LOCK = "relay.lock";
    private static final String QUEUE = "queue";
    private static final String BROKEN = "queue.broken";

    private final BufferSettings settings;
    private final FileChannel lock;
    private final Cycles cycles;
    private final SingleChronicleQueue queue;
    private final StreamDirectory streams = new StreamDirectory();
    private final Tide tide;
    private final Intake intake = new Intake();
    private final long end;
    private final Set<BufferReader> readers = ConcurrentHashMap.newKeySet();
    private final ReentrantReadWriteLock life = new ReentrantReadWriteLock();
    private volatile int syncedBefore;
    private volatile boolean closed;

    private Buffer(BufferSettings settings, FileChannel lock) throws IOException {
        this.settings = settings;
        this.lock = lock;
        var folder = settings.folder().resolve(QUEUE);
        this.cycles = new Cycles(folder);
        this.queue = Chronicle.open(folder, cycles);
        try (var tailer = queue.createTailer()) {
            var present = cycles.list();
            cycles.stay(present.isEmpty() ? 0 : present.getLast().number());
            var found = Recovery.read(tailer, cycles, streams);
            this.tide = new Tide(found.last());
            this.end = found.end();
        } catch (IOException | RuntimeException e) {
            queue.close();
            throw e;
        }
    }

    /**
     * Opens the buffer and learns what is in it.
     *
     * @throws IOException if another relay has it open, or its folder can't be used
     * @throws RuntimeException if what lies there is no queue that can be read
     */
    public static Buffer open(BufferSettings settings) throws IOException {
        Files.createDirectories(settings.folder());
        var lock =
                FileChannel.open(settings.folder().resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (lock.tryLock() == null) {
                throw new OverlappingFileLockException();
            }
            return new Buffer(settings, lock);
        } catch (OverlappingFileLockException e) {
            lock.close();
            throw new IOException("another relay works in " + settings.folder(), e);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** Puts a queue that can't be read out of the way; one put away before is removed. */
    public static void setAside(BufferSettings settings) throws IOException {
        var broken = settings.folder().resolve(BROKEN);
        if (Files.exists(broken)) {
            try (var files = Files.newDirectoryStream(broken)) {
                for (var file : files) {
                    Files.delete(file);
                }
            }
        }
        Files.move(settings.folder().resolve(QUEUE), broken, StandardCopyOption.REPLACE_EXISTING);
    }

    /** The one that appends; there is one in a buffer's life, used and closed by the thread that asks for it. */
    public BufferAppender appender() throws IOException {
        return new BufferAppender(this, settings, queue, cycles, streams, tide, intake, end);
    }

    /** A reader for one thread at a time. */
    public BufferReader reader() {
        var reader = new BufferReader(this, queue.createTailer(), settings.readerIdle());
        readers.add(reader);
        return reader;
    }

    /** The streams that are wanted, as they stand. */
    public List<StreamState> streams(Predicate<StreamState> wanted) {
        return streams.matching(wanted);
    }

    /** The stream of that number, unless it is forgotten. */
    public @Nullable StreamState stream(int number) {
        return streams.get(number);
    }

    /** How it fares now. */
    public BufferFigures figures() throws IOException {
        var present = cycles.list();
        return new BufferFigures(
                intake.lines(),
                intake.bytes(),
                intake.lost(),
                streams.matching(state -> true).size(),
                readers.size(),
                present.size(),
                present.stream().mapToLong(Cycles.Cycle::bytes).sum());
    }

    /** Index of the newest excerpt, 0 if there is none. */
    public long last() {
        return tide.last();
    }

    /** Waits until there is more than up to the index, or {@link #wake} is called; returns whether there is. */
    public boolean awaitBeyond(long index, Duration wait) throws InterruptedException {
        return tide.awaitBeyond(index, wait);
    }

    /** Lets everyone who waits look around. */
    public void wake() {
        tide.wake();
    }

    /** An index that no line from then on lies before. */
    public long indexAt(Instant time) throws IOException {
        return cycles.list().reversed().stream()
                .filter(cycle -> !cycle.begun().isAfter(time))
                .findFirst()
                .map(cycle -> Cycles.firstIndex(cycle.number()))
                .orElse(0L);
    }

    /** The stretches that nothing more is appended to and that were begun by then, oldest first. */
    public List<Stretch> complete(Instant begunBy) throws IOException {
        return cycles.list().stream()
                .filter(cycle ->
                        cycle.number() < cycles.current() && !cycle.begun().isAfter(begunBy))
                .map(cycle -> new Stretch(
                        cycle.number(),
                        cycle.begun(),
                        Cycles.firstIndex(cycle.number()),
                        Cycles.firstIndex(cycle.number() + 1) - 1))
                .toList();
    }

    /**
     * A part of the buffer, a file of it.
     *
     * @param number rises from one to the next
     * @param begun when its first line was appended
     * @param first the lowest index there may be in it
     * @param last the highest
     */
    public record Stretch(int number, Instant begun, long first, long last) {}

    /** Returns once everything appended so far would survive a power cut. For one thread at a time. */
    public void sync() throws IOException {
        var unsynced = cycles.list().stream()
                .filter(cycle -> cycle.number() >= syncedBefore)
                .toList();
        for (var cycle : unsynced) {
            try {
                force(cycle.file(), StandardOpenOption.WRITE);
            } catch (NoSuchFileException e) {
                LOG.atDebug().addKeyValue(LogKeys.ERROR, e.getMessage()).log("a cycle went before it was synced");
            }
        }
        force(settings.folder().resolve(QUEUE), StandardOpenOption.READ);
        syncedBefore = unsynced.isEmpty() ? syncedBefore : unsynced.getLast().number();
    }

    /** Removes the cycles that are too many or too old. */
    void retain(Instant now) throws IOException {
        var retention = new Retention(settings.retentionBytes(), settings.retentionAge());
        var present = cycles.list();
        synchronized (readers) {
            int read = readers.stream().mapToInt(BufferReader::standsIn).reduce(Integer.MAX_VALUE, Math::min);
            for (var cycle : retention.plan(present, cycles.current(), read, now)) {
                Files.delete(cycle.file());
            }
            queue.refreshDirectoryListing();
        }
        // A removed file takes its blocks for as long as anyone has it mapped.
        readers.forEach(BufferReader::leaveWhatIsRemoved);
        streams.forgetBefore(oldest());
    }

    /** The lowest index there may be. */
    public long oldest() {
        int first = queue.firstCycle();
        return first == Integer.MAX_VALUE ? 0 : Cycles.firstIndex(first);
    }

    /** Whoever reads or appends holds this, so that nothing is unmapped under it. */
    ReentrantReadWriteLock.ReadLock whileOpen() {
        var held = life.readLock();
        held.lock();
        if (closed) {
            held.unlock();
            throw new IllegalStateException("the log buffer is closed");
        }
        return held;
    }

    void forget(BufferReader reader, ExcerptTailer tailer) {
        readers.remove(reader);
        life.readLock().lock();
        try {
            if (!closed) {
                tailer.close();
            }
        } finally {
            life.readLock().unlock();
        }
    }

    /** Held while a reader takes its place, so that its cycle isn't removed meanwhile. */
    Object places() {
        return readers;
    }

    @Override
    public void close() throws IOException {
        life.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                queue.close();
            }
        } finally {
            life.writeLock().unlock();
            lock.close();
            tide.wake();
        }
    }

    private static void force(Path path, StandardOpenOption access) throws IOException {
        try (var channel = FileChannel.open(path, access)) {
            channel.force(true);
        }
    }
}
