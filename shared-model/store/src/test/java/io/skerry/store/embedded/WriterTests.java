package io.skerry.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skerry.store.Operation;
import io.skerry.store.StoreException;
import io.skerry.store.Txn;
import io.skerry.store.TxnResult;
import io.skerry.store.embedded.history.Compaction;
import io.skerry.store.embedded.history.RecentChanges;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriterTests {

    private static final int ROOM_IN_PAGES = 100;

    @TempDir
    private Path path;

    private StoreFolder folder;
    private RecentChanges recent;
    private Writer writer;

    @BeforeEach
    void openAFileWithLittleRoom() throws SQLException, IOException {
        folder = StoreFolder.take(path);
        var file = new SqliteFile(folder, "FULL");
        var connection = file.open();
        try (var statement = connection.createStatement()) {
            statement.execute("pragma max_page_count = " + ROOM_IN_PAGES);
        }
        var tables = new Tables(connection);
        recent = new RecentChanges(0);
        var compaction = new Compaction(StoreSettings.DEFAULT.history(), tables.history());
        writer = new Writer(tables, recent, new Leases(System::nanoTime), compaction);
        writer.start();
    }

    @AfterEach
    void close() throws SQLException {
        writer.close();
        folder.close();
    }

    @Test
    void failsOnlyTheTransactionThatFindsNoRoom() {
        var started = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        var first = CompletableFuture.runAsync(() -> writer.write(_ -> {
            started.countDown();
            return await(go);
        }));
        await(started);
        var small = CompletableFuture.supplyAsync(() -> put("small", 10));
        var big = CompletableFuture.supplyAsync(() -> put("big", 1 << 20));
        var another = CompletableFuture.supplyAsync(() -> put("another", 10));
        go.countDown();
        first.join();

        assertThat(small.join().done()).isTrue();
        assertThat(another.join().done()).isTrue();
        assertThatThrownBy(big::join).hasRootCauseInstanceOf(SQLException.class);
        assertThat(recent.revision()).isEqualTo(2);
    }

    @Test
    void goesOnAfterAFailure() {
        assertThatThrownBy(() -> put("big", 1 << 20)).isInstanceOf(StoreException.class);

        assertThat(put("small", 10).revision()).isEqualTo(1);
    }

    @Test
    void refusesWorkOnceItIsClosed() throws SQLException {
        writer.close();

        assertThatThrownBy(() -> put("a", 1)).isInstanceOf(StoreException.class).hasMessageContaining("closed");
    }

    @Test
    void answersAnInterruptedCallerAtOnceAndDoesItsWorkAllTheSame() throws InterruptedException {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> put("a", 1)).hasMessageContaining("interrupted");

        assertThat(Thread.interrupted()).isTrue();
        assertThat(put("b", 1).done()).isTrue();
    }

    private TxnResult put(String key, int bytes) {
        return writer.write(batch -> batch.transact(Txn.of(Operation.put(key, new byte[bytes]))));
    }

    private static boolean await(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }
}
