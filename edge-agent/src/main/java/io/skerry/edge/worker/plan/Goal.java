package io.skerry.edge.worker.plan;

import io.skerry.edge.worker.instance.Instance;
import io.skerry.edge.worker.instance.Target;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the copies of a component should become.
 *
 * @param target the wanted one, or the former one after a rollout was stopped
 * @param copies how many
 * @param turnedBack whether it is the former one
 */
record Goal(Target target, int copies, boolean turnedBack, Set<String> replace) {

    /** The goal; null when the component is to go. */
    static @Nullable Goal of(Situation situation) {
        var target = situation.target();
        if (target == null) {
            return null;
        }
        var copies = target.wanted().replicas();
        var halt = situation.halt();
        if (halt != null && halt.holds(target)) {
            var former = situation.live().stream()
                    .filter(instance -> !instance.revision().equals(halt.revision()))
                    .max(Comparator.comparingLong(
                            instance -> instance.target().wanted().release()));
            if (former.isPresent()) {
                return new Goal(former.get().target(), copies, true, Set.of());
            }
        }
        return new Goal(target, copies, false, situation.replace());
    }

    /** Live instances that are as they should be. */
    List<Instance> fresh(Situation situation) {
        return situation.live().stream().filter(this::isFresh).toList();
    }

    /** Live instances that others are to take the place of. */
    List<Instance> stale(Situation situation) {
        return situation.live().stream().filter(instance -> !isFresh(instance)).toList();
    }

    private boolean isFresh(Instance instance) {
        return instance.revision().equals(target.revision()) && !replace.contains(instance.id());
    }
}
