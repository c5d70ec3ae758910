package io.skerry.logs;

import io.skerry.logs.archive.Archiver;
import io.skerry.logs.buffer.Buffer;
import io.skerry.logs.buffer.BufferFigures;
import io.skerry.logs.collect.Collector;
import io.skerry.logs.rule.Rules;
import io.skerry.logs.rule.WantedRules;
import io.skerry.logs.tail.LogTail;
import io.skerry.logs.tail.QueryTail;
import io.skerry.model.error.LogKeys;
import io.skerry.model.log.LogQuery;
import io.skerry.store.EdgeStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The relay of a data center: takes the output of its instances and builds into a buffer of its own and answers for it. Whatever
 * befalls the buffer, it is opened again; meanwhile output waits in its files.
 */
public final class RelayRole implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RelayRole.class);
    private static final Duration FIRST_OPENING = Duration.ofSeconds(10);
    private static final Duration BEFORE_NEXT_TRY = Duration.ofSeconds(1);
    private static final int TRIES_BEFORE_SET_ASIDE = 3;

    private final RelaySettings settings;
    private final Rules rules;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final CountDownLatch tried = new CountDownLatch(1);
    private final Thread thread;
    private volatile @Nullable Buffer buffer;

    private RelayRole(RelaySettings settings, Rules rules) {
        this.settings = settings;
        this.rules = rules;
        // A Chronicle appender belongs to the thread that made it.
        this.thread = Thread.ofPlatform().name("log-append").unstarted(this::work);
    }

    /** Starts to collect by what the settings alone say. */
    public static RelayRole start(RelaySettings settings) throws InterruptedException {
        return start(settings, Rules.same(settings.rateBytes()));
    }

    /** Starts to collect by what the components in the store want; returns as {@link #start(RelaySettings)} does. */
    public static RelayRole start(RelaySettings settings, EdgeStore store) throws InterruptedException {
        return start(settings, WantedRules.follow(store, settings.rateBytes()));
    }

    /** Returns once the buffer is open, or the first try to open it failed. */
    static RelayRole start(RelaySettings settings, Rules rules) throws InterruptedException {
        var role = new RelayRole(settings, rules);
        role.thread.start();
        if (!role.tried.await(FIRST_OPENING.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.atWarn().log("the log buffer takes long to open; going on without it for now");
        }
        return role;
    }

    /**
     * Answers a query.
     *
     * @throws IllegalStateException if the buffer isn't open just now
     */
    public LogTail tail(LogQuery query) {
        var open = buffer;
        if (open == null) {
            throw new IllegalStateException("the log buffer is not open just now: ask again in a second");
        }
        try {
            return QueryTail.open(open, query, settings.lineBytes(), rules);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the log buffer", e);
        }
    }

    /** How the buffer fares; empty while it isn't open. */
    public Optional<BufferFigures> figures() {
        var open = buffer;
        try {
            return open == null ? Optional.empty() : Optional.of(open.figures());
        } catch (IOException e) {
            // Its folder is not to be listed now: whatever is wrong with it, the appender says so.
            return Optional.empty();
        }
    }

    /** Stops collecting; what was not taken yet waits in its files for the next start. Tails that are open fail. */
    @Override
    public void close() {
        stop.countDown();
        rules.close();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void work() {
        int unreadable = 0;
        while (stop.getCount() > 0) {
            try (var opened = Buffer.open(settings.buffer())) {
                unreadable = 0;
                buffer = opened;
                tried.countDown();
                collect(opened);
            } catch (InterruptedException e) {
                return;
            } catch (IOException | RuntimeException | InternalError e) {
                // InternalError: a mapped page that the disk had no block for.
                LOG.atError()
                        .addKeyValue(LogKeys.ERROR, e.toString())
                        .setCause(e)
                        .log("log relay failed");
                unreadable = buffer == null && e instanceof RuntimeException ? unreadable + 1 : 0;
            } finally {
                buffer = null;
                tried.countDown();
            }
            recover(unreadable);
        }
    }

    private void collect(Buffer opened) throws IOException, InterruptedException {
        var collector = new Collector(settings.collect(), opened, rules);
        var archive = settings.archive();
        if (archive == null) {
            collector.run(stop);
            return;
        }
        try (var _ = Archiver.start(opened, archive, settings.archiveAfter(), settings.lineBytes())) {
            collector.run(stop);
        }
    }

    /** Gives up on a buffer only if it was unreadable again and again, and not for want of room. */
    private void recover(int unreadable) {
        try {
            if (unreadable >= TRIES_BEFORE_SET_ASIDE && settings.freeSpace().getAsLong() > settings.freeSpaceFloor()) {
                LOG.atError().log("the log buffer can't be read: set aside as queue.broken, a new one is begun");
                Buffer.setAside(settings.buffer());
            }
            if (stop.await(BEFORE_NEXT_TRY.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.atDebug().log("log relay stopped");
            }
        } catch (IOException e) {
            LOG.atError().addKeyValue(LogKeys.ERROR, e.toString()).log("cannot set the log buffer aside");
        } catch (InterruptedException e) {
            stop.countDown();
        }
    }
}
