package io.skerry.edge.worker.plan;

import io.skerry.edge.worker.instance.Instance;
import io.skerry.edge.worker.instance.Life;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one instance needs next, whatever the others do. */
final class LifePlan {

    private LifePlan() {}

    static Optional<Step> next(Instance instance, Situation situation) {
        return Optional.ofNullable(step(instance, situation));
    }

    /** When something about the instance changes by itself. */
    static List<Instant> timers(Instance instance) {
        var timers = new ArrayList<Instant>();
        switch (instance.life()) {
            case Life.Waiting(Instant until) -> timers.add(until);
            case Life.Leaving leaving -> timers.add(leaving.until());
            case Life.Draining(Instant until) -> timers.add(until);
            case Life.Starting _, Life.Running _, Life.Stopping _, Life.Ended _ -> {}
        }
        var deadline = instance.deadline();
        if (deadline != null && instance.live()) {
            timers.add(deadline);
        }
        return timers;
    }

    private static @Nullable Step step(Instance instance, Situation situation) {
        var id = instance.id();
        var now = situation.now();
        return switch (instance.life()) {
            case Life.Running running when running.sick() != null -> new Step.Stop(id, true);
            case Life.Running running
            when running.ready() != instance.published() ->
                running.ready() ? new Step.Publish(id) : new Step.Withdraw(id);
            case Life.Waiting _ when instance.published() -> new Step.Withdraw(id);
            case Life.Waiting(Instant until) when !now.isBefore(until) -> new Step.StartAgain(id);
            case Life.Leaving leaving
            when left(instance, leaving, situation) ->
                new Step.Drain(id, now.plus(instance.target().drain()));
            case Life.Draining(Instant until) when !now.isBefore(until) -> new Step.Stop(id, false);
            case Life.Ended _ -> new Step.Remove(id);
            case Life.Starting _, Life.Running _, Life.Waiting _, Life.Leaving _, Life.Draining _, Life.Stopping _ ->
                null;
        };
    }

    private static boolean left(Instance instance, Life.Leaving leaving, Situation situation) {
        return !situation.now().isBefore(leaving.until())
                || situation.gateways().haveLeft(instance.ports().values(), leaving.revision());
    }

    /** The first step of taking an instance out for good. */
    static Step retire(Instance instance) {
        var id = instance.id();
        return switch (instance.life()) {
            case Life.Starting _ -> new Step.Abandon(id);
            case Life.Waiting _ -> new Step.Discard(id);
            case Life.Running _ when instance.published() -> new Step.Leave(id);
            case Life.Running _, Life.Stopping _ -> new Step.Stop(id, false);
            case Life.Leaving _, Life.Draining _, Life.Ended _ ->
                throw new IllegalArgumentException(id + " is on its way out already");
        };
    }
}
