package io.skerry.edge.worker.plan;

import io.skerry.edge.worker.instance.Instance;
import io.skerry.model.error.Cause;
import io.skerry.model.error.ErrorCode;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Whether the new instances of a rollout have failed. Only while old ones are there to keep serving: a first release, or one whose old
 * instances are gone, is tried on and on with growing pauses instead.
 */
final class RolloutVerdict {

    private RolloutVerdict() {}

    static Optional<Step.StopRollout> of(Situation situation) {
        var goal = Goal.of(situation);
        if (goal == null || goal.turnedBack() || goal.stale(situation).isEmpty()) {
            return Optional.empty();
        }
        var fresh = goal.fresh(situation);
        return failed(fresh, situation).map(instance -> new Step.StopRollout(instance.id(), cause(instance)));
    }

    private static Optional<Instance> failed(List<Instance> fresh, Situation situation) {
        var ends = fresh.stream()
                .filter(instance -> !instance.history().wasReady())
                .mapToInt(instance -> instance.history().ends())
                .sum();
        if (ends >= situation.timings().exitsToGiveUp()) {
            return fresh.stream()
                    .filter(instance -> !instance.ready())
                    .max(Comparator.comparingInt(instance -> instance.history().ends()));
        }
        return fresh.stream()
                .filter(instance -> instance.hopeless() || (!instance.ready() && instance.late(situation.now())))
                .findFirst();
    }

    /** Why an instance is not ready, in general words if nobody knows better. */
    static Cause cause(Instance instance) {
        var known = instance.cause();
        return known != null
                ? known
                : Cause.of(
                        ErrorCode.NOT_READY,
                        instance.id() + " was not ready within "
                                + instance.target().readyWithin().toSeconds() + " s",
                        "Look at its log; if it needs longer to start, raise update.readyWithin.");
    }
}
