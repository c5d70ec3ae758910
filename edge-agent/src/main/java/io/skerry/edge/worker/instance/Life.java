package io.skerry.edge.worker.instance;

import io.skerry.model.error.Cause;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where an instance is between its making and its removal. */
public sealed interface Life {

    /** Whether it is on its way out for good. */
    default boolean parting() {
        return switch (this) {
            case Starting starting -> starting.abandoned();
            case Running _, Waiting _ -> false;
            case Stopping stopping -> !stopping.again();
            case Leaving _, Draining _, Ended _ -> true;
        };
    }

    /**
     * Its artifact is being fetched or its process made.
     *
     * @param abandoned it is no longer wanted and goes as soon as the start is done
     */
    record Starting(boolean abandoned) implements Life {}

    /**
     * Its process runs.
     *
     * @param ready whether its readiness probe passes
     * @param sick why its liveness probe does not pass; null while it does
     * @param unready why the readiness probe does not pass; null when it does or was not asked yet
     */
    record Running(
            Instant since,
            boolean ready,
            @Nullable Cause sick,
            @Nullable Cause unready) implements Life {}

    /** Its process ended, or could not be made; it is started again at that time. */
    record Waiting(Instant until) implements Life {}

    /**
     * Its address is taken away; gateways may still send to it.
     *
     * @param until when the drain begins whatever gateways say
     * @param revision the store's revision without the address
     */
    record Leaving(Instant until, long revision) implements Life {}

    /** No gateway sends to it; requests under way may end. */
    record Draining(Instant until) implements Life {}

    /**
     * It was told to stop.
     *
     * @param again whether it is started again after its end
     */
    record Stopping(boolean again) implements Life {}

    /** Nothing of it runs; its folder can go. */
    record Ended() implements Life {}
}
