package io.skerry.hub.simulation;

import io.skerry.hub.resource.Bulkhead;
import io.skerry.hub.resource.Database;
import io.skerry.testkit.simulation.Node;
import io.skerry.testkit.simulation.Simulation;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A database whose transactions come one after another: done or undone as a whole, and safe once committed. A hub may die before, at and
 * after a commit. What SQL decides under concurrency is not simulated; the integration tests on PostgreSQL hold that.
 */
public final class VirtualDatabase {

    private final Simulation simulation;
    private final List<Runnable> undo = new ArrayList<>();
    private boolean away;

    public VirtualDatabase(Simulation simulation) {
        this.simulation = simulation;
    }

    /** A new, empty table. */
    public <K extends Comparable<K>, R> Table<K, R> table() {
        return new Table<>(undo::add);
    }

    /** The database's own clock. */
    public long nowMillis() {
        return simulation.now();
    }

    /** From now on nobody gets a transaction, or everybody does again. */
    public void away(boolean now) {
        simulation.say("the database is " + (now ? "away" : "back"));
        away = now;
    }

    /** The product's own transactions, over this database, for a hub that may die in them. */
    public Database of(Node hub) {
        var pool = new Database.Pool(
                silent(), new TransactionTemplate(new Serial(hub)), new Bulkhead(1, 0), new Bulkhead(1, 0));
        return new Database(pool, pool);
    }

    /** Answers the only statement that the transactions themselves make, the setting of the tenant. */
    private static JdbcClient silent() {
        var loader = VirtualDatabase.class.getClassLoader();
        var query = Proxy.newProxyInstance(
                loader, new Class<?>[] {JdbcClient.MappedQuerySpec.class}, (proxy, method, arguments) -> "");
        var statement = Proxy.newProxyInstance(
                loader,
                new Class<?>[] {JdbcClient.StatementSpec.class},
                (proxy, method, arguments) -> method.getName().equals("query") ? query : proxy);
        return (JdbcClient) Proxy.newProxyInstance(
                loader, new Class<?>[] {JdbcClient.class}, (proxy, method, arguments) -> statement);
    }

    private final class Serial extends AbstractPlatformTransactionManager {

        private static final long serialVersionUID = 1L;

        private final transient Node hub;

        private Serial(Node hub) {
            this.hub = hub;
        }

        @Override
        protected Object doGetTransaction() {
            return this;
        }

        @Override
        protected void doBegin(Object transaction, TransactionDefinition definition) {
            if (away) {
                throw new CannotCreateTransactionException("the database is away");
            }
            undo.clear();
        }

        @Override
        protected void doCommit(DefaultTransactionStatus status) {
            hub.point("before its commit");
            undo.clear();
            hub.point("after its commit");
        }

        @Override
        protected void doRollback(DefaultTransactionStatus status) {
            undo.reversed().forEach(Runnable::run);
            undo.clear();
        }
    }
}
