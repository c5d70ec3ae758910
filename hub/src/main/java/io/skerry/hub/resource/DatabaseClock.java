package io.skerry.hub.resource;

import io.skerry.model.error.LogKeys;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * The time by the database, so that all hubs have the same one, whatever their machines' clocks say: it is asked now and then, and counted on
 * from there by the clock that never jumps.
 */
public final class DatabaseClock extends Clock implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseClock.class);
    private static final Duration ASK_EVERY = Duration.ofSeconds(10);

    private final Database database;
    private final Thread thread = Thread.ofVirtual().name("clock").unstarted(this::follow);
    private volatile Read read;

    /** What the database said, and when by this process. */
    private record Read(Instant said, long nanos) {}

    /** A clock that was set by the database. */
    public DatabaseClock(Database database) {
        this.database = database;
        this.read = ask();
        thread.start();
    }

    private Read ask() {
        var before = System.nanoTime();
        var said = database.platform(() -> database.sql()
                .sql("select clock_timestamp()")
                .query(Timestamp.class)
                .single());
        return new Read(said.toInstant(), before + (System.nanoTime() - before) / 2);
    }

    private void follow() {
        try {
            while (true) {
                Thread.sleep(ASK_EVERY);
                try {
                    read = ask();
                } catch (DataAccessException | TransactionException e) {
                    LOG.atDebug().addKeyValue(LogKeys.ERROR, e.toString()).log("the clock goes on by itself");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public Instant instant() {
        var last = read;
        return last.said().plusNanos(System.nanoTime() - last.nanos());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("instants have no zone");
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
