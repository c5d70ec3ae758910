package io.skerry.hub.access;

import io.skerry.hub.api.HubException;
import io.skerry.model.error.ErrorCode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** Slows down who guesses passwords: after five failures for one name from one address it refuses for a minute. */
@Component
class Throttle {

    private static final int FREE = 5;
    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final int REMEMBERED = 10_000;

    private final Clock clock;
    private final ConcurrentHashMap<String, Tries> tries = new ConcurrentHashMap<>();

    Throttle(Clock clock) {
        this.clock = clock;
    }

    private record Tries(int count, Instant last) {}

    /** Counts a try before its outcome is known, so that guesses at the same time count as well; refuses one too many. */
    void begin(String name, String from) {
        var now = clock.instant();
        if (tries.size() > REMEMBERED) {
            tries.values().removeIf(known -> known.last().isBefore(now.minus(PAUSE)));
        }
        tries.compute(key(name, from), (key, known) -> {
            if (known == null || now.isAfter(known.last().plus(PAUSE))) {
                return new Tries(1, now);
            }
            if (known.count() >= FREE) {
                throw HubException.of(
                        ErrorCode.TOO_MANY_REQUESTS,
                        "Too many wrong passwords.",
                        "Wait a minute before you try again.");
            }
            return new Tries(known.count() + 1, now);
        });
    }

    void succeeded(String name, String from) {
        tries.remove(key(name, from));
    }

    private static String key(String name, String from) {
        return name + " " + from;
    }
}
