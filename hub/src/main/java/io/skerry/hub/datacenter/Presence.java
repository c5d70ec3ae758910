package io.skerry.hub.datacenter;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** Which data centers answer now, and when each was last heard. Read at most four times a second. */
@Service
public final class Presence {

    /** A session that was silent for longer no longer counts as answering. */
    static final Duration CURRENT_FOR = Duration.ofSeconds(15);

    private static final Duration FRESH = Duration.ofMillis(250);

    private final PresenceRepository rows;
    private volatile Read last = new Read(Instant.EPOCH, Map.of());

    Presence(PresenceRepository rows) {
        this.rows = rows;
    }

    /**
     * What was last heard of a data center.
     *
     * @param current whether it answers now
     * @param gateways where its gateways listen, as a person would reach them
     */
    public record Heard(boolean current, Instant at, List<String> gateways) {

        public Heard {
            gateways = List.copyOf(gateways);
        }
    }

    private record Read(Instant at, Map<String, Heard> heard) {}

    /** Every data center that was ever heard, by name. */
    public Map<String, Heard> heard() {
        var read = last;
        if (read.at().plus(FRESH).isBefore(Instant.now())) {
            read = new Read(Instant.now(), rows.heard(CURRENT_FOR));
            last = read;
        }
        return read.heard();
    }

    /** Whether a data center answers now. */
    public boolean current(String dc) {
        return Optional.ofNullable(heard().get(dc)).map(Heard::current).orElse(false);
    }
}
