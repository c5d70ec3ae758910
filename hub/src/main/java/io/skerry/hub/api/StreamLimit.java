package io.skerry.hub.api;

import io.skerry.model.error.ErrorCode;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.springframework.stereotype.Component;

/**
 * How many event streams may be open at once. Each holds a connection and its buffers for as long as its reader likes, so a hub that lets
 * everybody in is a hub that a forgotten script ends.
 */
@Component
public final class StreamLimit {

    /** Of one user: a browser, a terminal and a few scripts need some ten. */
    public static final int PER_USER = 100;

    private static final int ALL = 1_000;

    private final int perUser;
    private final Semaphore all;
    private final ConcurrentHashMap<UUID, Integer> users = new ConcurrentHashMap<>();

    StreamLimit() {
        this(PER_USER, ALL);
    }

    StreamLimit(int perUser, int all) {
        this.perUser = perUser;
        this.all = new Semaphore(all);
    }

    /** An open stream's place; given back when it ends. */
    @FunctionalInterface
    public interface Place extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Takes a place for a stream.
     *
     * @throws HubException TOO_MANY_REQUESTS if there is none
     */
    public Place enter(Caller caller) {
        var mine = users.merge(caller.uid(), 1, Integer::sum);
        if (mine > perUser) {
            leave(caller);
            throw refused("You have " + perUser + " streams open, the most a user may have.");
        }
        if (!all.tryAcquire()) {
            leave(caller);
            throw refused("The hub has as many streams open as it can hold.");
        }
        return () -> {
            all.release();
            leave(caller);
        };
    }

    private void leave(Caller caller) {
        users.computeIfPresent(caller.uid(), (uid, count) -> count > 1 ? count - 1 : null);
    }

    private static HubException refused(String sentence) {
        return HubException.of(
                ErrorCode.TOO_MANY_REQUESTS, sentence, "Close streams that nobody reads, or try again in a minute.");
    }
}
