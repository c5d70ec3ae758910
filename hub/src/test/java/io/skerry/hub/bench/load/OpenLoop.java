package io.skerry.hub.bench.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests at a fixed rate over a fixed number of kept-alive connections. The rate does not depend on the answers, and time runs from
 * when a request was to be sent: one that waits for a free connection because others are slow counts its waiting.
 */
public final class OpenLoop {

    private final Rate rate;
    private final Supplier<Request> requests;
    private final Consumer<Sample> samples;
    private final BlockingQueue<Planned> plan = new LinkedBlockingQueue<>();
    private final List<Thread> connections = new ArrayList<>();
    private final Thread pacer = Thread.ofPlatform().name("pacer").unstarted(this::pace);
    private volatile boolean over;

    private OpenLoop(Rate rate, Supplier<Request> requests, Consumer<Sample> samples) {
        this.rate = rate;
        this.requests = requests;
        this.samples = samples;
    }

    /**
     * How much, and how long an answer may take.
     *
     * @param connections how many requests can be under way at once
     */
    public record Rate(InetSocketAddress address, int perSecond, int connections, Duration timeout) {}

    /**
     * Begins.
     *
     * @param requests asked for each request, by one thread
     * @param samples told what became of each, by many threads
     */
    public static OpenLoop start(Rate rate, Supplier<Request> requests, Consumer<Sample> samples) {
        var loop = new OpenLoop(rate, requests, samples);
        for (var i = 0; i < rate.connections(); i++) {
            loop.connections.add(Thread.ofVirtual().start(loop::serve));
        }
        loop.pacer.start();
        return loop;
    }

    /** Plans no more requests and returns when every planned one has its answer or failed. */
    public void end() throws InterruptedException {
        over = true;
        pacer.join();
        connections.forEach(connection -> plan.add(Planned.LAST));
        for (var connection : connections) {
            connection.join();
        }
    }

    private void pace() {
        var period = TimeUnit.SECONDS.toNanos(1) / rate.perSecond();
        for (var at = System.nanoTime(); !over; at += period) {
            for (var wait = at - System.nanoTime(); wait > 0; wait = at - System.nanoTime()) {
                LockSupport.parkNanos(wait);
            }
            plan.add(new Planned(requests.get(), at));
        }
    }

    private void serve() {
        try (var connection = new KeptConnection(rate.address())) {
            for (var next = plan.take(); next.request() != null; next = plan.take()) {
                samples.accept(sample(connection, next.request(), next.at()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Sample sample(KeptConnection connection, Request request, long at) {
        try {
            var reply = connection.exchange(request, at + rate.timeout().toNanos());
            return new Sample(request, at, System.nanoTime() - at, reply, failure(reply));
        } catch (SocketTimeoutException e) {
            return new Sample(request, at, System.nanoTime() - at, null, "no answer in time");
        } catch (IOException e) {
            return new Sample(request, at, System.nanoTime() - at, null, e.getMessage());
        }
    }

    private static @Nullable String failure(Reply reply) {
        return reply.status() / 100 == 2
                ? null
                : reply.status() + " " + reply.headers().getOrDefault("skerry-reason", "");
    }

    private record Planned(@Nullable Request request, long at) {
        private static final Planned LAST = new Planned(null, 0);
    }
}
