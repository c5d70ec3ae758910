package io.skerry.gateway.address;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Chooses the instance with the fewest requests in flight; among equals they take turns. */
final class Balancer {

    private Balancer() {}

    /**
     * The best candidate, null if there is none. Those that just refused a connection come last.
     *
     * @param turn rises by one per call, negative after an overflow
     */
    static @Nullable Upstream choose(List<Upstream> candidates, int turn) {
        Upstream best = null;
        long fewest = Long.MAX_VALUE;
        int size = candidates.size();
        for (int i = 0; i < size; i++) {
            var candidate = candidates.get(Math.floorMod(turn + i, size));
            long load = candidate.inFlight() + (candidate.avoided() ? (long) Integer.MAX_VALUE : 0);
            if (load < fewest) {
                fewest = load;
                best = candidate;
            }
        }
        return best;
    }
}
