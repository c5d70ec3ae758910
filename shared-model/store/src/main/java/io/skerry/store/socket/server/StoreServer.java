package io.skerry.store.socket.server;

import io.skerry.model.error.LogKeys;
import io.skerry.store.StoreException;
import io.skerry.store.embedded.EmbeddedStore;
import io.skerry.store.socket.Frames;
import io.skerry.store.socket.Peers;
import io.skerry.store.socket.StoreSocket;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves an embedded store to the other processes of its data center. The store's lock is held, so whatever socket is there is stale. */
public final class StoreServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StoreServer.class);
    private static final long PAUSE_MILLIS = 100;

    private final EmbeddedStore store;
    private final Path socket;
    private final Set<UserPrincipal> trusted;
    private final ServerSocketChannel listening;
    private final Set<ServedClient> clients = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    private StoreServer(EmbeddedStore store, Path socket, Set<UserPrincipal> trusted) throws IOException {
        this.store = store;
        this.socket = socket;
        this.trusted = trusted;
        Files.deleteIfExists(socket);
        this.listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            listening.bind(UnixDomainSocketAddress.of(socket));
        } catch (IOException e) {
            listening.close();
            throw e;
        }
    }

    /**
     * Starts to listen at {@link StoreSocket#path}.
     *
     * @throws StoreException if it cannot
     */
    public static StoreServer serve(EmbeddedStore store, Path dataCenterFolder) {
        try {
            var socket = StoreSocket.of(dataCenterFolder);
            var trusted = Peers.trusted();
            var owners = new HashSet<>(trusted);
            owners.add(Files.getOwner(dataCenterFolder));
            SocketFolder.prepare(Objects.requireNonNull(socket.getParent()), owners);
            var server = new StoreServer(store, socket, trusted);
            Thread.ofVirtual().name("edge-store-accept").start(server::accept);
            return server;
        } catch (IOException e) {
            throw new StoreException("the edge store of " + dataCenterFolder + " cannot listen", e);
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            Files.deleteIfExists(socket);
            listening.close();
        } catch (IOException e) {
            LOG.atWarn().addKeyValue(LogKeys.ERROR, e.toString()).log("the edge store's socket is left behind");
        }
        clients.forEach(ServedClient::close);
    }

    private void accept() {
        while (!closed) {
            try {
                var channel = listening.accept();
                Thread.ofVirtual().name("edge-store-client").start(() -> serve(channel));
            } catch (IOException e) {
                if (!closed) {
                    LOG.atWarn().addKeyValue(LogKeys.ERROR, e.toString()).log("the edge store cannot accept a client");
                    pause();
                }
            }
        }
    }

    private void serve(SocketChannel channel) {
        try (channel) {
            Peers.check(channel, trusted);
            var client = new ServedClient(store, new Frames(channel, "edge-store-client"));
            clients.add(client);
            try (client) {
                if (!closed) {
                    client.serve();
                }
            } finally {
                clients.remove(client);
            }
        } catch (IOException e) {
            LOG.atWarn().addKeyValue(LogKeys.ERROR, e.toString()).log("a client of the edge store was refused");
        }
    }

    /** Out of file descriptors, say: asking again at once would only burn a processor. */
    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
