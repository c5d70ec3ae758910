package io.skerry.testkit.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A TCP proxy that misbehaves as it is told. Each direction is a {@link Line} of its own, so that one can be broken while the other
 * works; what is told holds for the connections that stand and for those to come.
 */
public final class FaultProxy implements AutoCloseable {

    private final int target;
    private final ServerSocket server;
    private final Line up = new Line();
    private final Line down = new Line();
    private final Set<ProxiedConnection> connections = ConcurrentHashMap.newKeySet();
    private volatile boolean refusing;
    private volatile boolean repeating;

    private FaultProxy(InetAddress address, int target) throws IOException {
        this.target = target;
        this.server = new ServerSocket(0, 64, address);
        Thread.ofVirtual().name("proxy").start(this::accept);
    }

    /** A proxy to a port of this machine, without a fault yet. */
    public static FaultProxy to(int port) {
        return at(InetAddress.getLoopbackAddress(), port);
    }

    /** The same, listening at that address of the machine. */
    public static FaultProxy at(InetAddress address, int port) {
        try {
            return new FaultProxy(address, port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where to dial instead. */
    public InetSocketAddress address() {
        return new InetSocketAddress(server.getInetAddress(), server.getLocalPort());
    }

    /** What the dialler sends. */
    public Line up() {
        return up;
    }

    /** What the dialler receives. */
    public Line down() {
        return down;
    }

    /** Ends every connection, and every new one at once. */
    public void cut() {
        refusing = true;
        connections.forEach(ProxiedConnection::end);
    }

    /** Ends every connection as a machine does that lost its memory of them; new ones work. */
    public void reset() {
        connections.forEach(ProxiedConnection::reset);
    }

    /** The target is told that the dialler has ended, which goes on unaware; what it still sends goes nowhere. */
    public void halfCloseUp() {
        connections.forEach(connection -> connection.finish(true));
    }

    /** The dialler is told that the target has ended, which goes on unaware; what it still sends goes nowhere. */
    public void halfCloseDown() {
        connections.forEach(connection -> connection.finish(false));
    }

    /** From now on the target does what it is asked, and the dialler never hears: each connection is reset where its first answer would come. */
    public void loseReplies() {
        down.onNextBytes(this::reset);
    }

    /** Everything that is sent on new connections reaches the target a second time, on a connection whose answers go nowhere. */
    public void repeatRequests() {
        repeating = true;
    }

    /** Ends all faults; what was held is delivered. */
    public void mend() {
        refusing = false;
        repeating = false;
        up.mend();
        down.mend();
    }

    /** How many connections stand. */
    public int connections() {
        return connections.size();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var near = server.accept();
                if (refusing) {
                    near.close();
                } else {
                    open(near);
                }
            } catch (IOException e) {
                // closed, or the dialler left before it was served
            }
        }
    }

    private void open(Socket near) throws IOException {
        try {
            var far = new Socket(InetAddress.getLoopbackAddress(), target);
            var twin = repeating ? new Socket(InetAddress.getLoopbackAddress(), target) : null;
            var connection = new ProxiedConnection(near, far, twin, up, down, connections::remove);
            connections.add(connection);
            connection.start();
        } catch (IOException e) {
            near.close();
        }
    }

    @Override
    public void close() {
        cut();
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
