package io.skerry.edge.worker.plan;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What to do now, and when to look again if nothing else happens.
 *
 * @param wakeAt null when only an event can change the plan
 */
public record Plan(List<Step> steps, @Nullable Instant wakeAt) {

    public Plan {
        steps = List.copyOf(steps);
    }

    /** Decides what the situation asks for. */
    public static Plan of(Situation situation) {
        var failure = RolloutVerdict.of(situation);
        if (failure.isPresent()) {
            return new Plan(List.of(failure.get()), null);
        }
        var copies = CopiesPlan.of(situation);
        var lives = situation.instances().stream()
                .map(instance -> LifePlan.next(instance, situation))
                .flatMap(Optional::stream)
                // One that is retired in this plan does nothing else in it.
                .filter(step -> copies.stream().noneMatch(other -> about(step).equals(about(other))));
        return new Plan(Stream.concat(lives, copies.stream()).toList(), wakeAt(situation));
    }

    private static @Nullable Instant wakeAt(Situation situation) {
        return situation.instances().stream()
                .flatMap(instance -> LifePlan.timers(instance).stream())
                .filter(situation.now()::isBefore)
                .min(Instant::compareTo)
                .orElse(null);
    }

    private static String about(Step step) {
        return switch (step) {
            case Step.Start _ -> "";
            case Step.About about -> about.instance();
        };
    }
}
