package io.skerry.testkit.network;

import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One dialler's connection through a {@link FaultProxy}. */
final class ProxiedConnection {

    private final Socket near;
    private final Socket far;
    private final @Nullable Socket twin;
    private final Consumer<ProxiedConnection> ended;
    private final AtomicInteger open = new AtomicInteger(2);
    private final ProxiedDirection up;
    private final ProxiedDirection down;

    /** @param twin a second connection to the target, which is sent the same; null for none */
    ProxiedConnection(
            Socket near, Socket far, @Nullable Socket twin, Line up, Line down, Consumer<ProxiedConnection> ended) {
        this.near = near;
        this.far = far;
        this.twin = twin;
        this.ended = ended;
        this.up = new ProxiedDirection(near, far, twin, up, this::directionEnded);
        this.down = new ProxiedDirection(far, near, null, down, this::directionEnded);
    }

    void start() throws IOException {
        near.setTcpNoDelay(true);
        far.setTcpNoDelay(true);
        up.start("up");
        down.start("down");
        if (twin != null) {
            Thread.ofVirtual().name("proxy-twin").start(() -> drain(twin));
        }
    }

    /** Tells the target that the dialler has ended, and the other way round; what is still sent goes nowhere. */
    void finish(boolean upwards) {
        (upwards ? up : down).finish();
    }

    /** Closes both ends in good order. */
    void end() {
        close(near);
        close(far);
        if (twin != null) {
            close(twin);
        }
        up.stop();
        down.stop();
        ended.accept(this);
    }

    /** Both ends get a RST: nothing that is under way arrives. */
    void reset() {
        for (var socket : new Socket[] {near, far}) {
            try {
                socket.setSoLinger(true, 0);
            } catch (IOException e) {
                // closed already
            }
        }
        end();
    }

    /** A direction that broke takes the other with it; one that came to its end does not. */
    private void directionEnded(boolean broken) {
        if (broken || open.decrementAndGet() == 0) {
            end();
        }
    }

    private static void drain(Socket socket) {
        try {
            socket.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
        } catch (IOException e) {
            // nobody wanted it
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // as good as closed
        }
    }
}
