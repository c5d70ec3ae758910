package io.skerry.hub.application;

import io.skerry.model.resource.Phase;
import java.util.List;

/** One phase out of those of all data centers; pure. */
final class ComponentPhase {

    private static final List<Phase> WORST_FIRST =
            List.of(Phase.DEPLOYING, Phase.BUILDING, Phase.PENDING, Phase.DEGRADED, Phase.UNKNOWN);

    private ComponentPhase() {}

    static Phase of(List<Phase> phases) {
        if (phases.isEmpty()) {
            return Phase.PENDING;
        }
        if (phases.stream().distinct().count() == 1) {
            return phases.getFirst();
        }
        if (phases.contains(Phase.FAILING)) {
            return phases.contains(Phase.RUNNING) || phases.contains(Phase.DEGRADED) ? Phase.DEGRADED : Phase.FAILING;
        }
        return WORST_FIRST.stream()
                .filter(phases::contains)
                .findFirst()
                .orElse(phases.contains(Phase.RUNNING) ? Phase.RUNNING : phases.getFirst());
    }
}
