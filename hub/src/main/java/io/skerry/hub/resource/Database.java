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

    private static final int TRIES = 8;
    /** For a database that is gone rather than a connection; who asked is told then. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final Set<String> RACES = Set.of("40001", "40P01");
    private static final String CONNECTION = "08";
    private static final Set<String> SHUTDOWNS = Set.of("57P01", "57P02", "57P03");
    private static final Set<String> NO_TEXT = Set.of("22021", "22P05");
    private static final ScopedValue<Pool> CURRENT = ScopedValue.newInstance();

    private final Pool platform;
    private final Pool application;

    /** A connection pool's two faces. */
    public record Pool(JdbcClient sql, TransactionTemplate transactions) {}

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
        return CURRENT.get().sql();
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
        var began = System.nanoTime();
        for (var attempt = 1; ; attempt++) {
            try {
                return ScopedValue.where(CURRENT, pool)
                        .call(() -> pool.transactions().execute(status -> {
                            pool.sql()
                                    .sql("select set_config('skerry.tenant', ?, true)")
                                    .param(tenant)
                                    .query(String.class)
                                    .single();
                            if (takeBack) {
                                status.setRollbackOnly();
                            }
                            return work.get();
                        }));
            } catch (DataAccessException | TransactionSystemException e) {
                throwUnlessWorthAnotherTry(e, attempt, began);
                LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(1_000_000L << attempt));
            }
        }
    }

    /** Returns if the transaction left nothing behind and may end better the next time. */
    private static void throwUnlessWorthAnotherTry(RuntimeException e, int attempt, long began) {
        // Of a rollback that failed we know why it was called; a commit that nobody answered may have been heard.
        var cause = e instanceof TransactionSystemException ended ? ended.getApplicationException() : e;
        if (!(cause instanceof DataAccessException failed)) {
            throw e;
        }
        if (hasNoText(failed)) {
            throw HubException.of(
                    ErrorCode.MALFORMED, "The request holds a character that is not kept, such as NUL.", null);
        }
        if (lostARace(failed) && attempt == TRIES) {
            throw new ConcurrencyFailureException("lost " + TRIES + " races", failed);
        }
        var goesOn = attempt < TRIES && System.nanoTime() - began < PATIENCE.toNanos();
        if (!lostARace(failed) && !(lostItsConnection(failed) && goesOn)) {
            throw e;
        }
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

    private static boolean lostARace(DataAccessException e) {
        return RACES.contains(state(e));
    }

    /** The connection ended under a statement: what the transaction did is undone, and another connection may work. */
    private static boolean lostItsConnection(DataAccessException e) {
        var state = state(e);
        return state.startsWith(CONNECTION) || SHUTDOWNS.contains(state);
    }

    private static boolean hasNoText(DataAccessException e) {
        return NO_TEXT.contains(state(e));
    }

    private static String state(DataAccessException e) {
        return e.getMostSpecificCause() instanceof SQLException sql
                ? Objects.requireNonNullElse(sql.getSQLState(), "")
                : "";
    }
}
