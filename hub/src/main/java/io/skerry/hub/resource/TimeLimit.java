package io.skerry.hub.resource;

import io.skerry.hub.resource.Database.Pool;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DataSourceUtils;

/**
 * How long a transaction may take. The database cancels a statement that takes longer and ends a session that keeps its locks and does nothing;
 * one that does not even say that is given up a second later.
 *
 * @param strict whether the transaction is held to it; else only the pool's own limits hold
 * @param by who is counted among which others
 */
record TimeLimit(Duration time, boolean strict, By by) {

    /** For whom the work is done. */
    enum By {
        /** The platform itself. */
        PLATFORM,
        /** Somebody who waits for the answer. */
        CALLER,
        /** Somebody who follows what changes. */
        FOLLOWER
    }

    /** For the platform's own work. */
    static final TimeLimit UNHURRIED = new TimeLimit(Duration.ofMinutes(1), false, By.PLATFORM);

    /** Between two statements; a process that was stopped in a transaction keeps others waiting no longer than this. */
    private static final Duration IDLE = Duration.ofSeconds(10);

    /** They are many, all are woken by the same change, and none of them is in a hurry. */
    private static final Duration FOLLOWERS_WAIT = Duration.ofMinutes(1);

    private static final Duration GIVE_UP = Duration.ofSeconds(1);

    static TimeLimit of(Duration time) {
        return new TimeLimit(time, true, By.PLATFORM);
    }

    static TimeLimit ofCaller(Duration time) {
        return new TimeLimit(time, true, By.CALLER);
    }

    static TimeLimit ofFollower(Duration time) {
        return new TimeLimit(time, true, By.FOLLOWER);
    }

    /** A place in the pool for one who has none yet. */
    Bulkhead.Place enter(Pool pool) {
        return switch (by) {
            case PLATFORM -> Bulkhead.FREE;
            case CALLER -> pool.callers().enter(time);
            case FOLLOWER -> pool.followers().enter(FOLLOWERS_WAIT);
        };
    }

    /** A limit whose time runs. */
    record Clocked(TimeLimit limit, long beganNanos) {

        Duration passed() {
            return Duration.ofNanos(System.nanoTime() - beganNanos);
        }

        /** Refuses to go on after the time. */
        void check() {
            if (limit.strict() && passed().compareTo(limit.time()) > 0) {
                throw new QueryTimeoutException("a transaction took longer than " + limit.time());
            }
        }
    }

    /** A caller's time runs while he waits for a place, a follower's does not. */
    Clocked onceIn(Clocked asked) {
        return by == By.FOLLOWER ? begin() : asked;
    }

    Clocked begin() {
        return new Clocked(this, System.nanoTime());
    }

    /** Holds the transaction that has just begun to it. */
    void apply(Pool pool, String tenant) {
        if (strict) {
            giveUpAfter(pool, time.plus(GIVE_UP));
        }
        pool.sql()
                .sql(
                        "select set_config('skerry.tenant', ?, true), set_config('idle_in_transaction_session_timeout', ?, true),"
                                + " set_config('statement_timeout', ?, true)")
                .param(tenant)
                .param(String.valueOf((strict && time.compareTo(IDLE) < 0 ? time : IDLE).toMillis()))
                .param(strict ? String.valueOf(time.toMillis()) : "0")
                .query((row, number) -> row.getString(1))
                .single();
    }

    /** The pool takes the connection's own limit back when it is returned. */
    private static void giveUpAfter(Pool pool, Duration silence) {
        if (!(pool.transactions().getTransactionManager() instanceof DataSourceTransactionManager manager)) {
            return;
        }
        var source = Objects.requireNonNull(manager.getDataSource());
        Connection connection = DataSourceUtils.getConnection(source);
        try {
            connection.setNetworkTimeout(Runnable::run, Math.toIntExact(silence.toMillis()));
        } catch (SQLException e) {
            throw new DataAccessResourceFailureException("a connection that is gone", e);
        } finally {
            DataSourceUtils.releaseConnection(connection, source);
        }
    }
}
