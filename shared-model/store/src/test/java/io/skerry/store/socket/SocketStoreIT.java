package io.skerry.store.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skerry.store.EdgeStore;
import io.skerry.store.EdgeStores;
import io.skerry.store.Entry;
import io.skerry.store.Operation;
import io.skerry.store.StoreException;
import io.skerry.store.Txn;
import io.skerry.store.fake.Heard;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SocketStoreIT {

    private static final byte[] VALUE = {1};

    @TempDir
    private Path folder;

    private EdgeStore client;

    @AfterEach
    void close() {
        if (client != null) {
            client.close();
        }
    }

    @Test
    void mayStartBeforeTheOwner() throws InterruptedException {
        client = EdgeStores.connect(folder);
        var heard = new Heard();
        client.watch("", 0, heard);

        try (var owner = EdgeStores.open(folder)) {
            assertThat(client.put("a", VALUE)).isEqualTo(1);
            assertThat(client.storeId()).isEqualTo(owner.storeId());
            assertThat(heard.next()).isEqualTo(1);
        }
    }

    @Test
    void failsWithinFiveSecondsWhenTheOwnerIsAway() {
        client = EdgeStores.connect(folder.resolve("nowhere"));
        var start = System.nanoTime();

        assertThatThrownBy(() -> client.put("a", VALUE))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("nowhere")
                .hasMessageContaining("away");

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(7));
    }

    @Test
    void failsWithinFiveSecondsWhenTheOwnerIsThereAndSaysNothing() throws IOException {
        Files.createDirectory(folder.resolve("run"));
        try (var silent = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            silent.bind(UnixDomainSocketAddress.of(folder.resolve("run/store.sock")));
            client = EdgeStores.connect(folder);

            assertThatThrownBy(() -> client.get("a")).isInstanceOf(StoreException.class);
        }
    }

    @Test
    void resumesItsWatchesWhereTheyWereWhenTheOwnerRestarts() throws InterruptedException {
        var heard = new Heard();
        client = EdgeStores.connect(folder);
        client.watch("", 0, heard);
        for (var restart = 0; restart < 5; restart++) {
            try (var owner = EdgeStores.open(folder)) {
                for (var i = 0; i < 20; i++) {
                    client.put("a", VALUE);
                }
                owner.put("a", VALUE);
            }
        }

        try (var _ = EdgeStores.open(folder)) {
            assertThat(heard.next(105))
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, 105).boxed().toList());
            client.put("b", VALUE);
            assertThat(heard.next()).isEqualTo(106);
        }
    }

    @Test
    void keepsItsLeasesWhenTheOwnerRestarts() {
        EdgeStore.Lease lease;
        client = EdgeStores.connect(folder);
        try (var _ = EdgeStores.open(folder)) {
            lease = client.lease(Duration.ofMinutes(1));
            client.txn(Txn.of(Operation.put("a", VALUE, lease.id())));
        }

        try (var owner = EdgeStores.open(folder)) {
            assertThat(lease.renew()).isTrue();
            assertThat(owner.get("a")).isNotNull();
            lease.close();
            assertThat(owner.get("a")).isNull();
        }
    }

    @Test
    void endsItsWatchesWhenTheOwnerComesBackWithAnotherStore() throws Exception {
        var heard = new Heard();
        client = EdgeStores.connect(folder);
        try (var _ = EdgeStores.open(folder)) {
            client.watch("", 0, heard);
            client.put("a", VALUE);
            client.put("a", VALUE);
            assertThat(heard.next(2)).containsExactly(1L, 2L);
        }
        try (var files = Files.list(folder.resolve("store"))) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
        }

        try (var owner = EdgeStores.open(folder)) {
            owner.put("new", VALUE);
            assertThat(heard.next()).isIn(0L, -1L);
            assertThat(client.revision()).isEqualTo(1);
        }
    }

    @Test
    void listsMoreThanFitsIntoAFrameWhileItAnswersOthers() {
        client = EdgeStores.connect(folder);
        try (var _ = EdgeStores.open(folder)) {
            for (var i = 0; i < 12; i++) {
                client.put("big/%02d".formatted(i), new byte[EdgeStore.MAX_VALUE]);
            }

            assertThat(client.list("big/").entries())
                    .hasSize(12)
                    .allSatisfy(e -> assertThat(e.value()).hasSize(EdgeStore.MAX_VALUE))
                    .extracting(Entry::key)
                    .isSorted();
        }
    }

    @Test
    void doesNotLetOneInterruptedCallerBreakTheConnectionOfTheOthers() throws InterruptedException {
        client = EdgeStores.connect(folder);
        try (var _ = EdgeStores.open(folder)) {
            client.put("a", VALUE);
            for (var i = 0; i < 50; i++) {
                var interrupted = Thread.ofVirtual().unstarted(() -> {
                    Thread.currentThread().interrupt();
                    assertThatThrownBy(() -> client.put("b", VALUE)).hasMessageContaining("interrupted");
                });
                interrupted.start();
                client.put("a", VALUE);
                interrupted.join();
            }
        }
    }

    @Test
    void replacesASocketThatADeadOwnerLeftBehind() throws IOException {
        Files.createDirectory(folder.resolve("run"));
        ServerSocketChannel.open(StandardProtocolFamily.UNIX)
                .bind(UnixDomainSocketAddress.of(folder.resolve("run/store.sock")))
                .close();

        client = EdgeStores.connect(folder);
        try (var _ = EdgeStores.open(folder)) {
            assertThat(client.put("a", VALUE)).isEqualTo(1);
        }
        assertThat(folder.resolve("run/store.sock")).doesNotExist();
    }

    @Test
    void leavesTheSocketOfTheOwnerToASecondOneThatIsRefused() {
        try (var _ = EdgeStores.open(folder)) {
            assertThatThrownBy(() -> EdgeStores.open(folder))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining(folder.toString());
            client = EdgeStores.connect(folder);

            assertThat(client.put("a", VALUE)).isEqualTo(1);
        }
    }

    @Test
    void letsOnlyItsOwnerIntoTheSocketsFolder() throws IOException {
        try (var _ = EdgeStores.open(folder)) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("run"))))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void listensInTmpWhenTheFoldersNameIsTooLong() throws IOException {
        var deep = Files.createDirectories(folder.resolve("d".repeat(120)));
        client = EdgeStores.connect(deep);

        try (var _ = EdgeStores.open(deep)) {
            assertThat(client.put("a", VALUE)).isEqualTo(1);
        }
        Files.delete(StoreSocket.of(deep).getParent());
    }

    @Test
    void refusesASocketFolderThatSomebodyElseMade() throws IOException {
        var elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Files.createSymbolicLink(folder.resolve("run"), elsewhere);

        assertThatThrownBy(() -> EdgeStores.open(folder))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("not ours");

        Files.delete(folder.resolve("run"));
        EdgeStores.open(folder).close();
    }

    @Test
    void refusesAPeerThatIsNotTrusted() throws IOException {
        try (var _ = EdgeStores.open(folder);
                var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(StoreSocket.of(folder)));

            Peers.check(channel, Peers.trusted());
            assertThatThrownBy(() -> Peers.check(channel, Set.of()))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("not trusted");
        }
    }

    @Test
    void outlivesAClientThatSendsNonsense() throws IOException {
        client = EdgeStores.connect(folder);
        try (var _ = EdgeStores.open(folder);
                var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(StoreSocket.of(folder)));
            channel.write(java.nio.ByteBuffer.allocate(64).putInt(-5).rewind());

            assertThat(channel.read(java.nio.ByteBuffer.allocate(1))).isEqualTo(-1);
            assertThat(client.put("a", VALUE)).isEqualTo(1);
        }
    }
}
