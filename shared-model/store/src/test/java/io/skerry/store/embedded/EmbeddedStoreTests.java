package io.skerry.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skerry.store.Entry;
import io.skerry.store.Operation;
import io.skerry.store.StoreException;
import io.skerry.store.Txn;
import io.skerry.store.embedded.history.KeptHistory;
import io.skerry.store.fake.Heard;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedStoreTests {

    private static final byte[] VALUE = {1};

    @TempDir
    private Path folder;

    @Test
    void isTheSameAfterARestart() throws InterruptedException {
        String id;
        try (var store = open()) {
            id = store.storeId();
            store.put("a", VALUE);
            store.put("b", VALUE);
            store.delete("a");
        }

        try (var store = open()) {
            var heard = new Heard();
            assertThat(store.storeId()).isEqualTo(id);
            assertThat(store.revision()).isEqualTo(3);
            assertThat(store.list("").entries()).extracting(Entry::key).containsExactly("b");
            try (var _ = store.watch("", 0, heard)) {
                store.put("c", VALUE);
                assertThat(heard.next(4)).containsExactly(1L, 2L, 3L, 4L);
            }
        }
    }

    @Test
    void givesEveryLeaseItsFullTimeAfterARestart() {
        long lease;
        try (var store = open()) {
            lease = store.lease(Duration.ofMinutes(1)).id();
            store.txn(Txn.of(Operation.put("a", VALUE, lease)));
        }

        try (var store = open()) {
            assertThat(store.get("a")).isNotNull();
            assertThat(store.renew(lease)).isTrue();
            assertThat(store.lease(Duration.ofMinutes(1)).id()).isNotEqualTo(lease);
        }
    }

    @Test
    void letsALeaseRunOutThatNobodyRenewsAfterARestart() throws InterruptedException {
        try (var store = open()) {
            var lease = store.lease(Duration.ofMillis(500));
            store.txn(Txn.of(Operation.put("a", VALUE, lease.id())));
        }

        var heard = new Heard();
        try (var store = open();
                var _ = store.watch("", 1, heard)) {
            assertThat(heard.next()).isEqualTo(2);
            assertThat(store.get("a")).isNull();
        }
    }

    @Test
    void refusesAFolderThatIsInUse() {
        try (var _ = open()) {
            assertThatThrownBy(this::open)
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining(folder.toString())
                    .hasMessageContaining("in use");
        }
        open().close();
    }

    @Test
    void refusesAFileThatANewerVersionWrote() throws SQLException {
        open().close();
        pragma("user_version = 2");

        assertThatThrownBy(this::open)
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("newer Skerry")
                .hasMessageContaining("format 2");

        pragma("user_version = 1");
        open().close();
    }

    @Test
    void saysSoWhenTheFileIsNoStore() throws Exception {
        Files.createDirectories(folder.resolve("store"));
        Files.writeString(folder.resolve("store/store.db"), "no database ".repeat(100));

        assertThatThrownBy(this::open).isInstanceOf(StoreException.class).hasMessageContaining("cannot be opened");
    }

    @Test
    void keepsItsFolderToItsOwner() throws Exception {
        open().close();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("store"))))
                .isEqualTo("rwx------");
    }

    @Test
    void readsBackAHistoryMuchLongerThanItsMemoryWithoutPartingARevision() throws InterruptedException {
        try (var store = open()) {
            for (var i = 0; i < 40; i++) {
                store.txn(Txn.of(
                        Operation.put("a", new byte[50_000]),
                        Operation.put("b", new byte[50_000]),
                        Operation.put("c", new byte[50_000])));
            }
            var heard = new Heard();
            try (var _ = store.watch("", 0, heard)) {
                assertThat(heard.next(40))
                        .containsExactlyElementsOf(
                                LongStream.rangeClosed(1, 40).boxed().toList());
            }
            assertThat(heard.more()).isFalse();
        }
    }

    @Test
    void endsAWatchOfWhatIsNoLongerKept() throws InterruptedException {
        var bounds = new KeptHistory(100, 1 << 30, Duration.ofHours(1));
        try (var store = EmbeddedStore.open(folder.resolve("store"), new StoreSettings("FULL", bounds))) {
            var live = new Heard();
            try (var _ = store.watch("", 0, live)) {
                for (var i = 0; i < 300; i++) {
                    store.put("a", new byte[16 << 10]);
                }
                assertThat(live.next(300)).hasSize(300);
            }

            var late = new Heard();
            try (var _ = store.watch("", 1, late)) {
                var oldest = -late.next();
                assertThat(oldest).isBetween(150L, 200L);
                var again = new Heard();
                try (var _ = store.watch("", oldest, again)) {
                    assertThat(again.next()).isEqualTo(oldest + 1);
                }
            }
        }
    }

    @Test
    void tellsAQuietWatchHowFarItIs() throws InterruptedException {
        try (var store = open()) {
            var heard = new Heard();
            try (var _ = store.watch("quiet/", 0, heard)) {
                for (var i = 0; i < 16; i++) {
                    store.txn(Txn.of(LongStream.range(0, 64)
                            .mapToObj(n -> Operation.put("busy/" + n, VALUE))
                            .toArray(Operation[]::new)));
                }
                for (var i = 0; i < 1000; i++) {
                    store.put("busy", VALUE);
                }
                heard.awaitProgress(1000);
            }
            assertThat(heard.more()).isFalse();
        }
    }

    private EmbeddedStore open() {
        return EmbeddedStore.open(folder.resolve("store"));
    }

    private void pragma(String pragma) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("store/store.db"));
                var statement = connection.createStatement()) {
            statement.execute("pragma " + pragma);
        }
    }
}
