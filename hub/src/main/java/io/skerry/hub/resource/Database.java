package io.skerry.hub.resource;

import io.skerry.hub.api.HubException;
import io.skerry.model.error.ErrorCode;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.dao.InvalidDataAccessResourceUsageException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Transactions at READ COMMITTED, as the platform or as one tenant. Every transaction sets {@code skerry.tenant} first, so row-level security
 * holds whatever the queries say. A transaction that failed because of others, or whose connection ended before its commit, is done again as a
 * whole.
 */
public final class Database {

    private static final int RACES_TRIED = 6;
    /** All of a pool may have ended, and each is noticed by whoever is given it. */
    private static final int CONNECTIONS_TRIED = DatabaseConfiguration.CONNECTIONS + 1;

    private static final int LONGEST_PAUSE = 6;
    /** For a database that is gone rather than a connection; who asked is told then. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final Set<String> RACES = Set.of("40001", "40P01");
    private static final String CONNECTION = "08";
    /** The last is a session that held locks and did nothing for too long. */
    private static final Set<String> SHUTDOWNS = Set.of("57P01", "57P02", "57P03", "25P03");

    private static final Set<String> TOO_LONG = Set.of("57014", "25P03");
    private static final Set<String> NO_TEXT = Set.of("22021", "22P05");
    private static final ScopedValue<Running> CURRENT = ScopedValue.newInstance();
    private static final ScopedValue<TimeLimit> LIMIT = ScopedValue.newInstance();

    private final Pool platform;
    private final Pool application;

    /** A connection pool's two faces, and how many of its connections may be held by whom. */
    public record Pool(JdbcClient sql, TransactionTemplate transactions, Bulkhead callers, Bulkhead followers) {}

    private record Running(Pool pool, TimeLimit.Clocked time) {}

    /**
     * @param platform the role that owns the tables
     * @param application the role that row-level security binds
     */
    public Database(Pool platform, Pool application) {
        this.platform = platform;
        this.application = application;
    }

    /** The client of the running transaction. */
    public JdbcClient sql() {
        CURRENT.get().time().check();
        return CURRENT.get().pool().sql();
    }

    /** Does the work for somebody who waits for it: as {@link #within}, and some connections stay free for those for whom nobody waits. */
    public static <T extends @Nullable Object, X extends Throwable> T forCaller(
            Duration limit, ScopedValue.CallableOp<? extends T, X> work) throws X {
        return ScopedValue.where(LIMIT, TimeLimit.ofCaller(limit)).call(work);
    }

    /** Does the work for somebody who follows what changes: as {@link #within}, a few at a time, and however many they are, each has its turn. */
    public static <T extends @Nullable Object, X extends Throwable> T forFollower(
            Duration limit, ScopedValue.CallableOp<? extends T, X> work) throws X {
        return ScopedValue.where(LIMIT, TimeLimit.ofFollower(limit)).call(work);
    }

    /** Does the work so that each of its transactions ends within that time, whatever the database does. */
    public static <T extends @Nullable Object, X extends Throwable> T within(
            Duration limit, ScopedValue.CallableOp<? extends T, X> work) throws X {
        return ScopedValue.where(LIMIT, TimeLimit.of(limit)).call(work);
    }

    /** Does the work in one transaction as the platform; joins one that runs. */
    public <T extends @Nullable Object> T platform(Supplier<T> work) {
        return CURRENT.isBound() ? work.get() : inTransaction(platform, "", work, false);
    }

    /** Does the work in one transaction as a tenant, or as the platform if there is none; joins one that runs. */
    public <T extends @Nullable Object> T as(@Nullable String tenant, Supplier<T> work) {
        if (CURRENT.isBound() || tenant == null) {
            return platform(work);
        }
        return inTransaction(application, tenant, work, false);
    }

    /** Does the work as the platform in a transaction of its own, whatever runs around it. */
    public <T extends @Nullable Object> T alone(Supplier<T> work) {
        return inTransaction(platform, "", work, false);
    }

    /** Does the work and takes it all back: what it returns is what would have been. */
    public <T> T rehearse(@Nullable String tenant, Supplier<T> work) {
        var pool = tenant == null ? platform : application;
        return inTransaction(pool, tenant == null ? "" : tenant, work, true);
    }

    /** Runs once the running transaction is committed; not at all if it is not. */
    public static void afterCommit(Runnable action) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                action.run();
            }
        });
    }

    private static <T extends @Nullable Object> T inTransaction(
            Pool pool, String tenant, Supplier<T> work, boolean takeBack) {
        var limit = LIMIT.isBound() ? LIMIT.get() : TimeLimit.UNHURRIED;
        var asked = limit.begin();
        // Who holds a connection already must not wait for a place behind those who wait for this one.
        try (var _ = CURRENT.isBound() ? Bulkhead.FREE : limit.enter(pool)) {
            var time = limit.onceIn(asked);
            for (var attempt = 1; ; attempt++) {
                try {
                    return ScopedValue.where(CURRENT, new Running(pool, time))
                            .call(() -> once(pool, tenant, work, takeBack, limit, time));
                } catch (DataAccessException | TransactionSystemException e) {
                    throwUnlessWorthAnotherTry(e, attempt, time);
                    LockSupport.parkNanos(
                            ThreadLocalRandom.current().nextLong(1_000_000L << Math.min(attempt, LONGEST_PAUSE)));
                }
            }
        }
    }

    private static <T extends @Nullable Object> T once(
            Pool pool, String tenant, Supplier<T> work, boolean takeBack, TimeLimit limit, TimeLimit.Clocked time) {
        return pool.transactions().execute(status -> {
            limit.apply(pool, tenant);
            if (takeBack) {
                status.setRollbackOnly();
            }
            var result = work.get();
            time.check();
            return result;
        });
    }

    /** Returns if the transaction left nothing behind and may end better the next time. */
    private static void throwUnlessWorthAnotherTry(RuntimeException e, int attempt, TimeLimit.Clocked time) {
        var state = verdict(e);
        if (NO_TEXT.contains(state)) {
            throw HubException.of(
                    ErrorCode.MALFORMED, "The request holds a character that is not kept, such as NUL.", null);
        }
        if (RACES.contains(state) && attempt == RACES_TRIED) {
            throw new ConcurrencyFailureException("lost " + RACES_TRIED + " races", e);
        }
        var goesOn = attempt < CONNECTIONS_TRIED && time.passed().compareTo(PATIENCE) < 0;
        if (!RACES.contains(state) && !(lostItsConnection(state) && goesOn)) {
            throw e;
        }
    }

    /** Why the transaction is undone, as an SQL state; empty if it may not be, or not for such a reason. */
    private static String verdict(RuntimeException e) {
        if (!(e instanceof TransactionSystemException ended)) {
            return state(e);
        }
        // Of a rollback that failed we know why it was called. A commit is undone if the server says so; one that
        // nobody answered may be done.
        var why = ended.getApplicationException();
        return why instanceof DataAccessException failed ? state(failed) : RACES.contains(state(e)) ? state(e) : "";
    }

    /** Whether nobody knows if a transaction was committed: its connection ended before the answer. Who has a key can ask. */
    public static boolean isInDoubt(TransactionException e) {
        return e instanceof TransactionSystemException ended
                && ended.getApplicationException() == null
                && lostItsConnection(state(e));
    }

    /** Whether trying again later would end the same: the code or its data is wrong, the database is there. */
    public static boolean isDefect(RuntimeException e) {
        return switch (e) {
            case DataIntegrityViolationException _,
                    InvalidDataAccessApiUsageException _,
                    InvalidDataAccessResourceUsageException _ -> true;
            case DataAccessException _, TransactionException _ -> false;
            default -> true;
        };
    }

    /** Whether a transaction ended because its time was over. */
    public static boolean tookTooLong(Throwable e) {
        return e instanceof QueryTimeoutException || TOO_LONG.contains(state(e));
    }

    /** What went wrong first, where undoing it went wrong as well. */
    public static Throwable original(Throwable e) {
        return e instanceof TransactionSystemException undoing
                ? Objects.requireNonNullElse(undoing.getApplicationException(), e)
                : e;
    }

    /** The connection ended under a statement: what the transaction did is undone, and another connection may work. */
    private static boolean lostItsConnection(String state) {
        return state.startsWith(CONNECTION) || SHUTDOWNS.contains(state);
    }

    /** What the driver says; below it may be what the line said. */
    private static String state(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return Objects.requireNonNullElse(sql.getSQLState(), "");
            }
        }
        return "";
    }
}
