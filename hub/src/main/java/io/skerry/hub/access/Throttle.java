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
    private final ConcurrentHashMap<String, Failures> failures = new ConcurrentHashMap<>();

    Throttle(Clock clock) {
        this.clock = clock;
    }

    private record Failures(int count, Instant last) {}

    void require(String name, String from) {
        var known = failures.get(key(name, from));
        if (known != null
                && known.count() >= FREE
                && clock.instant().isBefore(known.last().plus(PAUSE))) {
            throw HubException.of(
                    ErrorCode.TOO_MANY_REQUESTS, "Too many wrong passwords.", "Wait a minute before you try again.");
        }
    }

    void failed(String name, String from) {
        if (failures.size() > REMEMBERED) {
            var old = clock.instant().minus(PAUSE);
            failures.values().removeIf(known -> known.last().isBefore(old));
        }
        failures.compute(key(name, from), (key, known) -> {
            var forgotten =
                    known == null || clock.instant().isAfter(known.last().plus(PAUSE));
            return new Failures(forgotten ? 1 : known.count() + 1, clock.instant());
        });
    }

    void succeeded(String name, String from) {
        failures.remove(key(name, from));
    }

    private static String key(String name, String from) {
        return name + " " + from;
    }
}
