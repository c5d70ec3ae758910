package io.skerry.testkit.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** A TCP proxy on loopback whose line can be cut and mended, also after so many bytes. */
public final class CuttableProxy implements AutoCloseable {

    private static final int BUFFER = 16 * 1024;

    private final int target;
    private final ServerSocket server;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicLong bytesLeft = new AtomicLong(Long.MAX_VALUE);
    private volatile boolean cut;

    private CuttableProxy(int target) throws IOException {
        this.target = target;
        this.server = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().name("proxy").start(this::accept);
    }

    /** A proxy to a port of this machine. */
    public static CuttableProxy to(int port) {
        try {
            return new CuttableProxy(port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where to dial instead. */
    public InetSocketAddress address() {
        return new InetSocketAddress(server.getInetAddress(), server.getLocalPort());
    }

    /** Cuts every connection, and every new one at once. */
    public void cut() {
        cut = true;
        sockets.forEach(CuttableProxy::close);
    }

    /** Cuts once, after so many bytes more towards the dialler; new connections work. */
    public void cutAfter(long bytes) {
        bytesLeft.set(bytes);
    }

    /** Lets new connections through. */
    public void mend() {
        cut = false;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var near = server.accept();
                if (cut) {
                    near.close();
                    continue;
                }
                var far = new Socket(InetAddress.getLoopbackAddress(), target);
                sockets.add(near);
                sockets.add(far);
                Thread.ofVirtual().name("proxy-up").start(() -> pump(near, far, new AtomicLong(Long.MAX_VALUE)));
                Thread.ofVirtual().name("proxy-down").start(() -> pump(far, near, bytesLeft));
            } catch (IOException e) {
                close(server);
            }
        }
    }

    private void pump(Socket from, Socket to, AtomicLong left) {
        var buffer = new byte[BUFFER];
        try (from;
                to) {
            var in = from.getInputStream();
            var out = to.getOutputStream();
            for (var n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                if (left.addAndGet(-n) < 0) {
                    left.set(Long.MAX_VALUE);
                    sockets.forEach(CuttableProxy::close);
                    return;
                }
                out.write(buffer, 0, n);
            }
        } catch (IOException e) {
            close(from);
        } finally {
            sockets.remove(from);
            sockets.remove(to);
        }
    }

    private static void close(AutoCloseable socket) {
        try {
            socket.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        cut();
        close(server);
    }
}
