package io.skerry.store.socket.client;

import io.skerry.store.Entry;
import io.skerry.store.StoreException;
import io.skerry.store.socket.Answer;
import io.skerry.store.socket.Frames;
import io.skerry.store.socket.Request;
import io.skerry.store.socket.Wire;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One connection that was welcomed, at the client: who waits for which answer. */
final class Session implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final long number;
    private final Frames frames;
    private final Answer.Welcome welcome;
    private final Map<Long, Waiting> waiting = new ConcurrentHashMap<>();
    private final Map<Long, ClientWatch> watches = new ConcurrentHashMap<>();
    private volatile boolean lost;

    /**
     * @param number rises with every session of a client
     */
    Session(long number, Frames frames, Answer.Welcome welcome) {
        this.number = number;
        this.frames = frames;
        this.welcome = welcome;
    }

    long number() {
        return number;
    }

    Answer.Welcome welcome() {
        return welcome;
    }

    /**
     * Asks and waits for the answer; a list's parts come as one.
     *
     * @throws StoreException if the owner refused, or the deadline passed
     */
    Answer ask(Request.Call call, Deadline deadline) throws ConnectionLost, TimeoutException {
        var waits = new Waiting(new CompletableFuture<>(), new ArrayList<>());
        waiting.put(call.id(), waits);
        try {
            if (!frames.send(Wire.encode(call), deadline.left())) {
                if (lost) {
                    throw new ConnectionLost(false);
                }
                throw new TimeoutException();
            }
            if (lost) {
                waits.answer().cancel(false);
            }
            var answer = waits.answer().get(deadline.left().toNanos(), TimeUnit.NANOSECONDS);
            if (answer instanceof Answer.Failed failed) {
                throw new StoreException(failed.message());
            }
            return answer;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("interrupted while waiting for the edge store; a write may have happened", e);
        } catch (ExecutionException | CancellationException e) {
            throw new ConnectionLost(true);
        } finally {
            waiting.remove(call.id());
        }
    }

    /** Says something about a watch; if that cannot be said the connection ends, and the next one starts the watch again. */
    void tell(Request request) {
        if (!frames.send(Wire.encode(request), PATIENCE)) {
            close();
        }
    }

    void hears(long id, ClientWatch watch) {
        watches.put(id, watch);
    }

    void forgets(long id) {
        watches.remove(id);
    }

    /** Hands out answers until the connection ends. */
    void run() throws IOException {
        try (this) {
            while (true) {
                take(Wire.answer(frames.receive()));
            }
        }
    }

    @Override
    public void close() {
        lost = true;
        frames.close();
        waiting.values().forEach(waits -> waits.answer().cancel(false));
    }

    private void take(Answer answer) {
        var watch = watches.get(answer.id());
        if (watch != null) {
            watch.take(number, answer);
            return;
        }
        var waits = waiting.get(answer.id());
        if (waits == null) {
            return;
        }
        if (answer instanceof Answer.Listed part) {
            waits.parts().addAll(part.entries());
            if (!part.more()) {
                waits.answer().complete(new Answer.Listed(part.id(), part.revision(), waits.parts(), false));
            }
        } else {
            waits.answer().complete(answer);
        }
    }

    /** A caller, and the parts of the list it gets. */
    private record Waiting(CompletableFuture<Answer> answer, List<Entry> parts) {}
}
