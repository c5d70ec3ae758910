package io.skerry.hub.rollout;

import io.skerry.model.error.Cause;
import io.skerry.model.error.ErrorCode;
import io.skerry.model.release.OperationState;
import io.skerry.model.release.RolloutState.InDataCenter;
import io.skerry.model.release.RolloutState.State;
import io.skerry.model.resource.Phase;
import io.skerry.model.seen.ComponentSeen;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How far a rollout is, from what was seen; pure. */
final class RolloutProgress {

    private RolloutProgress() {}

    /** One data center's part: received, applied, healthy of all its components. */
    static InDataCenter inDataCenter(long release, List<Optional<ComponentSeen>> seen, boolean reachable, Instant now) {
        var known = seen.stream().flatMap(Optional::stream).toList();
        var wanted = known.stream().mapToInt(ComponentSeen::wanted).sum();
        var ready = known.stream().mapToInt(ComponentSeen::ready).sum();
        var current = seen.stream().allMatch(one -> one.isPresent() && one.get().release() == release);
        var healthy = current && known.stream().allMatch(one -> healthy(one, release));
        if (healthy) {
            return new InDataCenter(State.SUCCEEDED, "healthy", ready, wanted, now, null);
        }
        if (!reachable) {
            return new InDataCenter(State.WAITING, null, ready, wanted, now, null);
        }
        var cause = known.stream()
                .filter(one -> one.release() == release)
                .filter(one -> one.applied() && one.cause() != null && !Objects.equals(one.serving(), release))
                .map(ComponentSeen::cause)
                .filter(Objects::nonNull)
                .findFirst();
        if (cause.isPresent()) {
            return new InDataCenter(State.FAILED, "applied", ready, wanted, now, cause.get());
        }
        var applied = current && known.stream().allMatch(ComponentSeen::applied);
        return new InDataCenter(
                State.RUNNING, applied ? "applied" : current ? "received" : null, ready, wanted, now, null);
    }

    /** What it is to hold cannot be said: a defect of the hub's own, which waiting does not heal. */
    static InDataCenter unsaid(String why, Instant now) {
        var cause = Cause.of(ErrorCode.INTERNAL, "The hub cannot say what belongs here: " + why, "Its log says more.");
        return new InDataCenter(State.FAILED, null, 0, 0, now, cause);
    }

    /** The same, with the instant since when it is so. */
    static InDataCenter since(@Nullable InDataCenter before, InDataCenter now) {
        return before != null && timeless(before).equals(timeless(now)) ? before : now;
    }

    private static boolean healthy(ComponentSeen seen, long release) {
        var serves = seen.serving() != null && seen.serving() == release;
        return (serves && seen.ready() >= seen.wanted() && seen.phase() == Phase.RUNNING)
                || (seen.wanted() == 0 && seen.applied());
    }

    /** The whole rollout. */
    static State of(Collection<InDataCenter> sites) {
        var states = sites.stream().map(InDataCenter::state).toList();
        if (states.contains(State.RUNNING)) {
            return State.RUNNING;
        }
        if (states.contains(State.FAILED)) {
            return State.FAILED;
        }
        return states.contains(State.WAITING) ? State.WAITING : State.SUCCEEDED;
    }

    private static InDataCenter timeless(InDataCenter site) {
        return new InDataCenter(site.state(), site.step(), site.ready(), site.wanted(), Instant.EPOCH, site.cause());
    }

    static OperationState.State step(State state) {
        return switch (state) {
            case PENDING, WAITING -> OperationState.State.QUEUED;
            case RUNNING, PAUSED -> OperationState.State.RUNNING;
            case SUCCEEDED -> OperationState.State.SUCCEEDED;
            case FAILED, ABORTED, SUPERSEDED -> OperationState.State.FAILED;
        };
    }

    static String words(InDataCenter site) {
        if (site.state() == State.WAITING) {
            return "does not answer; it follows when it is back";
        }
        var cause = Optional.ofNullable(site.cause()).map(Cause::message);
        return cause.orElseGet(() ->
                (site.step() == null ? "sent" : site.step()) + ", " + site.ready() + " of " + site.wanted() + " ready");
    }
}
