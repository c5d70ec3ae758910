package io.skerry.hub.resource;

import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionTemplate;

/** A pool none of whose transactions succeeds; counts who tried. */
@SuppressWarnings("serial")
public final class BrokenPool extends TransactionTemplate {

    private final transient RuntimeException failure;
    private final transient AtomicInteger tries = new AtomicInteger();

    public BrokenPool(RuntimeException failure) {
        this.failure = failure;
    }

    /** A database with nothing but this pool. */
    public Database database() {
        var pool = new Database.Pool(
                JdbcClient.create(new DriverManagerDataSource()), this, new Bulkhead(1, 1), new Bulkhead(1, 1));
        return new Database(pool, pool);
    }

    public int tries() {
        return tries.get();
    }

    @Override
    public <T> T execute(TransactionCallback<T> work) {
        tries.incrementAndGet();
        throw failure;
    }
}
