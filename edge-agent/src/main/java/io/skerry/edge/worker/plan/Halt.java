package io.skerry.edge.worker.plan;

import io.skerry.edge.worker.instance.Target;
import io.skerry.model.error.Cause;
import io.skerry.model.error.ErrorCode;
import io.skerry.model.seen.ComponentSeen;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A rollout that was stopped: this release of this revision is not tried again until the wanted object names another. */
public record Halt(String revision, long release, Cause cause) {

    private static final Set<ErrorCode> STOPS = Set.of(
            ErrorCode.INSTANCE_EXITED,
            ErrorCode.NOT_READY,
            ErrorCode.WRONG_PORT,
            ErrorCode.ARTIFACT_UNFIT,
            ErrorCode.UNSUPPORTED);

    /** Whether it still holds for what is wanted now. */
    public boolean holds(Target target) {
        return revision.equals(target.revision()) && release == target.wanted().release();
    }

    /** The halt that an earlier worker reported and this one must keep to. */
    public static Optional<Halt> remembered(@Nullable ComponentSeen seen, Target target) {
        if (seen == null || seen.cause() == null || seen.serving() == null) {
            return Optional.empty();
        }
        var stopped = seen.uid().equals(target.wanted().uid())
                && seen.release() == target.wanted().release()
                && seen.serving() != seen.release()
                && STOPS.contains(seen.cause().code());
        return stopped ? Optional.of(new Halt(target.revision(), seen.release(), seen.cause())) : Optional.empty();
    }
}
