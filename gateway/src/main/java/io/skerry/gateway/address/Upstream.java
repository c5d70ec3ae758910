package io.skerry.gateway.address;

import io.skerry.gateway.route.Target;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.LoopResources;

/**
 * One target and the requests, tunnels and relayed connections that use it. Once retired it takes no new ones; when the last has ended
 * it closes, exactly once.
 */
public final class Upstream {

    private static final int RETIRED = Integer.MIN_VALUE;
    private static final long AVOIDED_NANOS = Duration.ofSeconds(1).toNanos();

    private final Target target;
    private final InetSocketAddress address;
    private final LoopResources loops;
    private final Duration answerTimeout;
    private final Consumer<Upstream> closed;
    private final AtomicInteger state = new AtomicInteger();
    private volatile @Nullable ConnectionPool pool;
    private volatile long refusedAt;
    private volatile boolean refused;

    Upstream(Target target, LoopResources loops, Duration answerTimeout, Consumer<Upstream> closed) {
        this.target = target;
        // Resolved here, on the intake's thread: an event loop must not wait for a name server.
        this.address = new InetSocketAddress(target.host(), target.port());
        this.loops = loops;
        this.answerTimeout = answerTimeout;
        this.closed = closed;
    }

    public Target target() {
        return target;
    }

    /** Where to connect to. */
    public InetSocketAddress address() {
        return address;
    }

    /** Counts one more use; false if it is retired. */
    boolean tryAcquire() {
        for (int now = state.get(); now >= 0; now = state.get()) {
            if (state.compareAndSet(now, now + 1)) {
                return true;
            }
        }
        return false;
    }

    /** Ends a use. */
    public void release() {
        if (state.decrementAndGet() == RETIRED) {
            close();
        }
    }

    /** Gives out no more uses. */
    void retire() {
        if (state.getAndUpdate(now -> now | RETIRED) == 0) {
            close();
        }
    }

    /** How many uses there are. */
    public int inFlight() {
        return state.get() & ~RETIRED;
    }

    /** It did not take a connection: others come first for a second, else its emptiness would draw every request to it. */
    public void refusedConnection() {
        refusedAt = System.nanoTime();
        refused = true;
    }

    boolean avoided() {
        return refused && System.nanoTime() - refusedAt < AVOIDED_NANOS;
    }

    /** Sends requests over kept-alive connections. Only for who holds a use. */
    public HttpClient client() {
        var made = pool;
        if (made == null) {
            synchronized (this) {
                made = pool;
                if (made == null) {
                    made = new ConnectionPool(target.instance(), address, loops, answerTimeout);
                    pool = made;
                }
            }
        }
        return made.client();
    }

    void closePool() {
        var made = pool;
        if (made != null) {
            made.close();
        }
    }

    private void close() {
        closePool();
        closed.accept(this);
    }
}
