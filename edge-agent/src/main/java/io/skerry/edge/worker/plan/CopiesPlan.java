package io.skerry.edge.worker.plan;

import io.skerry.edge.worker.instance.Instance;
import io.skerry.model.application.UpdatePolicy;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Which instances to make and which to take out, so that the wanted number of the wanted revision runs and, on the way there, no more than
 * {@code maxSurge} are too many and no more than {@code maxUnavailable} too few.
 */
final class CopiesPlan {

    private static final Comparator<Instance> DISPENSABLE = Comparator.comparing(Instance::ready)
            .thenComparing(Instance::made, Comparator.reverseOrder())
            .thenComparing(Instance::id);

    private CopiesPlan() {}

    static List<Step> of(Situation situation) {
        var goal = Goal.of(situation);
        if (goal == null) {
            return situation.live().stream().map(LifePlan::retire).toList();
        }
        var update = goal.target().update();
        return update.strategy() == UpdatePolicy.Strategy.RECREATE
                ? recreate(situation, goal)
                : rolling(situation, goal, update);
    }

    private static List<Step> recreate(Situation situation, Goal goal) {
        var stale = goal.stale(situation);
        if (!stale.isEmpty()) {
            return stale.stream().map(LifePlan::retire).toList();
        }
        var fresh = goal.fresh(situation);
        if (fresh.size() > goal.copies()) {
            return surplus(fresh, goal.copies());
        }
        // The old ones must be gone, not just told to go: they may hold what only one can hold.
        var room = situation.instances().size() == fresh.size() ? goal.copies() - fresh.size() : 0;
        return starts(situation, goal, room);
    }

    private static List<Step> rolling(Situation situation, Goal goal, UpdatePolicy update) {
        var copies = goal.copies();
        var unavailable = Objects.requireNonNull(update.maxUnavailable());
        var surge = unavailable == 0
                ? Math.max(1, Objects.requireNonNull(update.maxSurge()))
                : Objects.requireNonNull(update.maxSurge());
        var fresh = goal.fresh(situation);
        var stale = goal.stale(situation);
        var total = fresh.size() + stale.size();
        var room = Math.min(copies - fresh.size(), copies + surge - total);
        var retired = retirable(fresh, stale, Math.max(0, copies - unavailable));
        return Stream.of(starts(situation, goal, room), retired, surplus(fresh, copies))
                .flatMap(List::stream)
                .toList();
    }

    /** Old ones that may go while at least {@code least} stay in service and every new one that is not ready yet counts as missing. */
    private static List<Step> retirable(List<Instance> fresh, List<Instance> stale, int least) {
        var unready = (int) fresh.stream().filter(instance -> !instance.ready()).count();
        var spare = fresh.size() + stale.size() - least - unready;
        var idle = stale.stream().filter(instance -> !instance.ready()).limit(Math.max(0, spare));
        var idleCount = Math.min(Math.max(0, spare), (int)
                stale.stream().filter(instance -> !instance.ready()).count());
        var ready = Stream.concat(fresh.stream(), stale.stream())
                .filter(Instance::published)
                .filter(Instance::ready)
                .count();
        var serving = stale.stream()
                .filter(Instance::ready)
                .limit(Math.max(0, Math.min(ready - least, (long) spare - idleCount)));
        return Stream.concat(idle, serving).map(LifePlan::retire).toList();
    }

    private static List<Step> surplus(List<Instance> fresh, int copies) {
        return fresh.stream()
                .sorted(DISPENSABLE)
                .limit(Math.max(0, fresh.size() - copies))
                .map(LifePlan::retire)
                .toList();
    }

    private static List<Step> starts(Situation situation, Goal goal, int room) {
        return situation.waitsFor().isEmpty()
                ? Collections.nCopies(Math.max(0, room), new Step.Start(goal.target()))
                : List.of();
    }
}
