package io.skerry.hub.resource.feed;

import io.skerry.hub.resource.Database;
import io.skerry.model.error.LogKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Gives committed changes their revisions: gapless, in id order, by one leased sequencer at a time. A sequencer that lost its lease cannot number:
 * its epoch is compared under the lock that guards the counter.
 */
public final class Sequencer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Sequencer.class);
    private static final Duration LEASE = Duration.ofSeconds(3);
    private static final Duration RENEW = Duration.ofSeconds(1);
    private static final Duration TIDY = Duration.ofMinutes(1);
    private static final Duration BUSY = Duration.ofMillis(5);
    private static final Duration IDLE = Duration.ofMillis(50);
    private static final Duration PAUSE_AFTER_ERROR = Duration.ofMillis(500);
    private static final int BATCH = 1000;

    private final Database database;
    private final FeedRepository rows;
    private final ChangeFeed feed;
    private final String holder = UUID.randomUUID().toString();
    private final Thread thread;
    private volatile boolean closed;
    private long epoch;
    private boolean leading;
    private long renewedNanos = System.nanoTime();
    private Instant tidied = Instant.now();

    private Sequencer(Database database, ChangeFeed feed) {
        this.database = database;
        this.rows = new FeedRepository(database);
        this.feed = feed;
        this.thread = Thread.ofVirtual().name("sequencer").unstarted(this::run);
    }

    /** Begins to compete for the lease and, holding it, to number changes. */
    public static Sequencer start(Database database, ChangeFeed feed) {
        var sequencer = new Sequencer(database, feed);
        sequencer.thread.start();
        return sequencer;
    }

    private void run() {
        var busy = false;
        while (!closed) {
            try {
                var seen = feed.unnumbered().count();
                var numbered = step();
                if (numbered > 0) {
                    feed.numbered().raise();
                } else {
                    feed.unnumbered().await(seen, busy ? BUSY : IDLE);
                }
                busy = numbered > 0;
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                if (!pauseAfter(e)) {
                    return;
                }
            }
        }
    }

    private int step() {
        var now = Instant.now();
        if (!leading || System.nanoTime() - renewedNanos > RENEW.toNanos()) {
            lead();
        }
        if (!leading) {
            return 0;
        }
        if (now.isAfter(tidied.plus(TIDY))) {
            tidied = now;
            database.platform(() -> {
                rows.forgetOld();
                return true;
            });
        }
        if (!database.platform(rows::unnumbered)) {
            return 0;
        }
        var numbered = database.platform(() -> rows.number(epoch, BATCH));
        if (numbered.isEmpty()) {
            LOG.atInfo().addKeyValue(LogKeys.EPOCH, epoch).log("another hub numbers changes now");
        }
        leading = numbered.isPresent();
        return numbered.orElse(0);
    }

    private void lead() {
        var won = database.platform(() -> rows.lead(holder, epoch, LEASE));
        if (won.isPresent() && !leading) {
            LOG.atInfo().addKeyValue(LogKeys.EPOCH, won.get()).log("numbering changes");
        } else if (won.isEmpty() && leading) {
            LOG.atInfo().addKeyValue(LogKeys.EPOCH, epoch).log("another hub numbers changes now");
        }
        leading = won.isPresent();
        epoch = won.orElse(epoch);
        renewedNanos = System.nanoTime();
    }

    private boolean pauseAfter(Exception e) {
        leading = false;
        LOG.atWarn().addKeyValue(LogKeys.ERROR, e.toString()).log("changes wait for their numbers");
        try {
            Thread.sleep(PAUSE_AFTER_ERROR);
            return true;
        } catch (InterruptedException interrupted) {
            return false;
        }
    }

    /** Stops at once, as a crash would: the lease runs out by itself. */
    void abandon() {
        closed = true;
        thread.interrupt();
    }

    /** Stops and gives up the lease. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(LEASE);
            if (leading) {
                database.platform(() -> {
                    rows.resign(holder, epoch);
                    return true;
                });
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (DataAccessException | TransactionException e) {
            LOG.atInfo().addKeyValue(LogKeys.ERROR, e.toString()).log("the lease runs out by itself");
        }
    }
}
