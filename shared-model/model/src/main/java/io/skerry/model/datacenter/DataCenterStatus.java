package io.skerry.model.datacenter;

import io.skerry.model.seen.MachineSeen;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A data center as seen; every part carries when it was observed.
 *
 * @param machine what its worker found out about its machine
 * @param gateways where each gateway listens, as it said: {@code http://127.0.0.1:20080}
 */
public record DataCenterStatus(
        LinkState link,
        @Nullable LinkState commandPath,
        List<AgentSeen> agents,
        Holds holds,
        @Nullable Review review,
        @Nullable MachineSeen machine,
        List<String> gateways) {

    public DataCenterStatus {
        agents = List.copyOf(agents);
        gateways = List.copyOf(gateways);
    }

    /** Whether something answers: {@code current}, {@code lost}, {@code never}; and when it last did. */
    public record LinkState(String state, @Nullable Instant observedAt) {}

    /** One edge process. */
    public record AgentSeen(
            String id,
            List<String> roles,
            String software,
            @Nullable Instant certificateExpiresAt,
            long sessionEpoch,
            @Nullable String quarantine) {}

    /** How many objects it should hold, and how many it received, applied and has healthy. */
    public record Holds(long wanted, long received, long applied, long healthy) {}

    /** Why nothing is deleted or reverted there until a person looked. */
    public record Review(String why, String what) {}
}
