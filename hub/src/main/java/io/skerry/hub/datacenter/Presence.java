package io.skerry.hub.datacenter;

import io.skerry.hub.datacenter.session.Sight;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Which data centers answer now, and when each was last heard. Read at most four times a second. */
@Service
public final class Presence {

    /** A session that was silent for longer no longer counts as answering. */
    static final Duration CURRENT_FOR = Duration.ofSeconds(15);

    /** One that was silent for longer is away; what it is to do waits. A restart of either end takes less. */
    static final Duration AWAY_AFTER = Duration.ofSeconds(20);

    private static final Duration FRESH = Duration.ofMillis(250);

    private final PresenceRepository rows;
    private final Sight sight;
    private final Clock clock;
    private final Instant began;
    private volatile Read last = new Read(Instant.EPOCH, Map.of());

    Presence(PresenceRepository rows, Sight sight, Clock clock) {
        this.rows = rows;
        this.sight = sight;
        this.clock = clock;
        this.began = clock.instant();
    }

    /**
     * What was last heard of a data center.
     *
     * @param current whether it answers now
     * @param lately whether it answered within {@link #AWAY_AFTER}
     * @param toldUntil until when it has told everything it saw: what is stored of it was so then; absent if it never said
     * @param gateways where its gateways listen, as a person would reach them
     * @param roles what its agent does
     */
    public record Heard(
            boolean current,
            boolean lately,
            Instant at,
            @Nullable Instant toldUntil,
            List<String> gateways,
            List<String> roles) {

        public Heard {
            gateways = List.copyOf(gateways);
            roles = List.copyOf(roles);
        }
    }

    /** For how long a session may be silent now; longer if nobody could be heard. */
    Duration currentFor() {
        return CURRENT_FOR.plus(sight.allowance());
    }

    private record Read(Instant at, Map<String, Heard> heard) {}

    /** Every data center that was ever heard, by name. */
    public Map<String, Heard> heard() {
        var read = last;
        if (read.at().plus(FRESH).isBefore(Instant.now())) {
            read = new Read(Instant.now(), rows.heard(currentFor(), AWAY_AFTER.plus(sight.allowance())));
            last = read;
        }
        return read.heard();
    }

    /** Whether to wait for a data center's word: it answers, or did a moment ago, or this hub has only just begun to listen. */
    public boolean awaited(String dc) {
        var word = heard().get(dc);
        return word != null && (word.lately() || clock.instant().isBefore(began.plus(AWAY_AFTER)));
    }

    /** Whether a data center answers now. */
    public boolean current(String dc) {
        return Optional.ofNullable(heard().get(dc)).map(Heard::current).orElse(false);
    }

    /** Whether a data center's agent has that role, or had it when it was last heard. */
    public boolean hasRole(String dc, String role) {
        return Optional.ofNullable(heard().get(dc))
                .map(word -> word.roles().contains(role))
                .orElse(false);
    }
}
