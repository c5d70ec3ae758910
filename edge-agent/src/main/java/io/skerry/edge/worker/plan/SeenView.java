package io.skerry.edge.worker.plan;

import io.skerry.edge.worker.instance.Instance;
import io.skerry.edge.worker.instance.Life;
import io.skerry.edge.worker.instance.Target;
import io.skerry.model.error.Cause;
import io.skerry.model.error.ErrorCode;
import io.skerry.model.resource.Phase;
import io.skerry.model.seen.ComponentSeen;
import io.skerry.model.seen.InstanceSeen;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Tells how a component is doing, from the same situation its plan is made from. */
public final class SeenView {

    private final Situation situation;
    private final @Nullable Cause blocked;
    private final @Nullable Goal goal;

    private SeenView(Situation situation, @Nullable Cause blocked) {
        this.situation = situation;
        this.blocked = blocked;
        this.goal = Goal.of(situation);
    }

    /**
     * The report on a wanted component.
     *
     * @param siteVersion of the wanted object
     * @param blocked why no new instance can be made at all
     * @param notes sentences of the worker's own, added to those that follow from the situation
     */
    public static ComponentSeen of(
            Target target, Situation situation, long siteVersion, @Nullable Cause blocked, List<String> notes) {
        return new SeenView(situation, blocked).report(target, siteVersion, notes);
    }

    private ComponentSeen report(Target target, long siteVersion, List<String> notes) {
        var phase = phase();
        return new ComponentSeen(
                target.component(),
                target.wanted().uid(),
                siteVersion,
                target.wanted().generation(),
                target.wanted().release(),
                serving(),
                target.wanted().replicas(),
                (int) situation.live().stream().filter(Instance::ready).count(),
                goal != null && settled(goal),
                phase,
                cause(phase),
                allNotes(target, notes),
                situation.instances().stream().map(this::instance).toList());
    }

    private Phase phase() {
        if (goal == null) {
            return Phase.DELETING;
        }
        if (goal.copies() == 0) {
            return situation.live().isEmpty() ? Phase.STOPPED : Phase.DEPLOYING;
        }
        var fresh = goal.fresh(situation);
        var ready = fresh.stream().filter(Instance::ready).count();
        if (goal.turnedBack() || blocked != null) {
            return situation.live().stream().anyMatch(Instance::ready) ? Phase.DEGRADED : Phase.FAILING;
        }
        if (ready >= goal.copies() && goal.stale(situation).isEmpty()) {
            return Phase.RUNNING;
        }
        if (situation.live().isEmpty() && !situation.waitsFor().isEmpty()) {
            return Phase.PENDING;
        }
        var underWay = !goal.stale(situation).isEmpty() || fresh.size() < goal.copies();
        var hope = fresh.stream()
                .allMatch(instance -> instance.ready() || instance.young(situation.timings(), situation.now()));
        if (hope && (underWay || fresh.stream().anyMatch(instance -> !instance.ready()))) {
            return Phase.DEPLOYING;
        }
        return situation.live().stream().anyMatch(Instance::ready) ? Phase.DEGRADED : Phase.FAILING;
    }

    /** Nothing is left to do for what is wanted: it was done, or it was given up and the cause says why. */
    private boolean settled(Goal settling) {
        var fresh = settling.fresh(situation);
        return settling.turnedBack()
                || blocked != null
                || (fresh.size() == settling.copies()
                        && settling.stale(situation).isEmpty()
                        && fresh.stream().allMatch(one -> one.history().started() != null || one.hopeless()));
    }

    private @Nullable Cause cause(Phase phase) {
        if (blocked != null) {
            return blocked;
        }
        if (goal != null && goal.turnedBack()) {
            return Objects.requireNonNull(situation.halt()).cause();
        }
        if (phase != Phase.FAILING && phase != Phase.DEGRADED) {
            return null;
        }
        return situation.live().stream()
                .filter(instance -> !instance.ready())
                .sorted(Comparator.comparing(Instance::made).reversed())
                .map(RolloutVerdict::cause)
                .findFirst()
                .orElse(null);
    }

    /** While both old and new ones answer, the old release is still the one in service. */
    private @Nullable Long serving() {
        return situation.instances().stream()
                .filter(Instance::published)
                .map(this::release)
                .min(Comparator.comparing(release -> Objects.equals(release, wantedRelease())))
                .orElse(null);
    }

    private @Nullable Long wantedRelease() {
        return situation.target() == null ? null : situation.target().wanted().release();
    }

    /** An instance that a later release left untouched belongs to that release. */
    private Long release(Instance instance) {
        var wanted = situation.target();
        return wanted != null && wanted.revision().equals(instance.revision())
                ? wanted.wanted().release()
                : instance.target().wanted().release();
    }

    private InstanceSeen instance(Instance instance) {
        return new InstanceSeen(
                instance.id(),
                release(instance),
                phase(instance),
                instance.ready(),
                instance.since(),
                instance.history().restarts(),
                instance.ports(),
                instance.ready() ? null : instance.cause());
    }

    private Phase phase(Instance instance) {
        Instant now = situation.now();
        return switch (instance.life()) {
            case Life.Running running when running.ready() -> Phase.RUNNING;
            case Life.Starting _, Life.Running _, Life.Waiting _
            when instance.young(situation.timings(), now) -> Phase.DEPLOYING;
            case Life.Starting _, Life.Running _, Life.Waiting _ -> Phase.FAILING;
            case Life.Stopping stopping -> stopping.again() ? Phase.FAILING : Phase.DELETING;
            case Life.Leaving _, Life.Draining _ -> Phase.DELETING;
            case Life.Ended _ -> Phase.STOPPED;
        };
    }

    private List<String> allNotes(Target target, List<String> notes) {
        var all = new ArrayList<>(notes);
        all.addAll(situation.waitsFor());
        var probes = target.probes();
        if (target.probesAssumed() && probes != null && probes.readiness() != null) {
            all.add("No probe is given: an instance counts as ready when port '"
                    + target.spec().portList().getFirst().name() + "' accepts a connection.");
        } else if (probes == null || probes.readiness() == null) {
            all.add("Nothing can be asked whether an instance is ready: it counts as ready while its process runs.");
        }
        situation.live().stream()
                .map(Instance::cause)
                .filter(cause -> cause != null && cause.code() == ErrorCode.WRONG_PORT)
                .map(cause -> cause.message() + " " + cause.advice())
                .distinct()
                .forEach(all::add);
        situation.live().stream()
                .filter(instance ->
                        instance.history().misses() > 0 && instance.history().cause() != null)
                .map(instance -> instance.id() + " cannot be started yet: "
                        + Objects.requireNonNull(instance.history().cause()).message() + " It is tried again.")
                .forEach(all::add);
        return all;
    }
}
