package io.skerry.store.embedded;

import io.skerry.store.StoreException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/** A few read connections, lent for one question at a time. */
final class Readers implements AutoCloseable {

    private static final int CONNECTIONS = 2;

    private final SqliteFile file;
    private final BlockingQueue<Reader> idle = new ArrayBlockingQueue<>(CONNECTIONS);
    private volatile boolean closed;

    Readers(SqliteFile file) throws SQLException {
        this.file = file;
        for (var i = 0; i < CONNECTIONS; i++) {
            idle.add(new Reader(file.reader()));
        }
    }

    /** A question to one connection. */
    interface Question<T extends @Nullable Object> {
        T ask(Reader reader) throws SQLException;
    }

    <T extends @Nullable Object> T read(Question<T> question) {
        var reader = take();
        try {
            if (closed) {
                throw new StoreException("the edge store is closed");
            }
            return question.ask(reader);
        } catch (SQLException e) {
            reader = replaced(reader);
            throw new StoreException("the edge store cannot read its file", e);
        } finally {
            idle.add(reader);
        }
    }

    @Override
    public void close() throws SQLException {
        closed = true;
        var all = new ArrayList<Reader>();
        while (all.size() < CONNECTIONS) {
            all.add(take());
        }
        for (var reader : all) {
            reader.close();
        }
        idle.addAll(all);
    }

    /** The driver throws away a statement that failed, and with it the reader is of no use. */
    private Reader replaced(Reader broken) {
        try {
            var fresh = new Reader(file.reader());
            broken.close();
            return fresh;
        } catch (SQLException e) {
            return broken;
        }
    }

    private Reader take() {
        try {
            return idle.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("interrupted while waiting to read from the edge store", e);
        }
    }
}
