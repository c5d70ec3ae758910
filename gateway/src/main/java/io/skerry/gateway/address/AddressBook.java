package io.skerry.gateway.address;

import io.skerry.gateway.route.Backend;
import io.skerry.gateway.route.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.netty.resources.LoopResources;

/**
 * Every instance traffic may go to, and those that left the table and still finish what they began. Around a swap of the table: admit the
 * new targets, swap, then retain only them.
 */
public final class AddressBook implements AutoCloseable {

    private final LoopResources loops;
    private final Duration answerTimeout;
    private final Duration drainLimit;
    private final Map<Target, Upstream> current = new ConcurrentHashMap<>();
    private final Set<Upstream> draining = ConcurrentHashMap.newKeySet();
    private final Set<Upstream> limited = ConcurrentHashMap.newKeySet();
    private final AtomicInteger turn = new AtomicInteger();
    private volatile Runnable drained = () -> {};

    /**
     * @param answerTimeout how long an instance may take to begin its answer
     * @param drainLimit how long a use of an instance that is gone is still reported
     */
    public AddressBook(LoopResources loops, Duration answerTimeout, Duration drainLimit) {
        this.loops = loops;
        this.answerTimeout = answerTimeout;
        this.drainLimit = drainLimit;
    }

    /** Calls this whenever a port became free of traffic. */
    public void onDrained(Runnable listener) {
        drained = listener;
    }

    /** Makes targets known before a table that names them goes live. */
    public void admit(Collection<Target> targets) {
        targets.forEach(
                target -> current.computeIfAbsent(target, t -> new Upstream(t, loops, answerTimeout, this::forget)));
    }

    /**
     * Retires every other target, after a table without them went live.
     *
     * @param known ready ones and those that exist without being ready: what those still do is not limited in time
     */
    public void retain(Set<Target> ready, Set<Target> known) {
        for (var target : List.copyOf(current.keySet())) {
            if (!ready.contains(target)) {
                var leaving = current.remove(target);
                if (leaving != null) {
                    draining.add(leaving);
                    leaving.retire();
                }
            }
        }
        draining.stream().filter(u -> !known.contains(u.target())).forEach(this::limit);
    }

    /**
     * A use of the best ready instance; the caller releases it. Null if none is ready.
     *
     * @param where the backend in the live table, asked again when the table moves on meanwhile
     * @param avoid an instance that was tried already
     */
    public @Nullable Upstream acquire(Supplier<@Nullable Backend> where, @Nullable Target avoid) {
        while (true) {
            var backend = where.get();
            if (backend == null) {
                return null;
            }
            var chosen = Balancer.choose(candidates(backend, avoid), turn.getAndIncrement());
            if (chosen == null || chosen.tryAcquire()) {
                return chosen;
            }
        }
    }

    /** Every port that something may still be sent to, in order. */
    public List<Integer> ports() {
        var ports = new TreeSet<Integer>();
        current.keySet().forEach(target -> ports.add(target.port()));
        draining.forEach(upstream -> ports.add(upstream.target().port()));
        return List.copyOf(ports);
    }

    @Override
    public void close() {
        current.values().forEach(Upstream::closePool);
        draining.forEach(Upstream::closePool);
    }

    private List<Upstream> candidates(Backend backend, @Nullable Target avoid) {
        var found = new ArrayList<Upstream>(backend.ready().size());
        for (var target : backend.ready()) {
            var upstream = current.get(target);
            if (upstream != null && !target.equals(avoid)) {
                found.add(upstream);
            }
        }
        return found;
    }

    private void limit(Upstream leaving) {
        if (limited.add(leaving)) {
            Executor later = CompletableFuture.delayedExecutor(drainLimit.toMillis(), TimeUnit.MILLISECONDS);
            later.execute(() -> forget(leaving));
        }
    }

    private void forget(Upstream upstream) {
        limited.remove(upstream);
        if (draining.remove(upstream)) {
            upstream.closePool();
            drained.run();
        }
    }
}
