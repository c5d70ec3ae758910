package io.skerry.edge.worker.plan;

import io.skerry.edge.worker.instance.Target;
import io.skerry.model.error.Cause;
import java.time.Instant;

/** One thing to do now. */
public sealed interface Step {

    /** Make a new instance of that target. */
    record Start(Target target) implements Step {}

    /** A step about one instance. */
    sealed interface About extends Step {
        /** Its id. */
        String instance();
    }

    /** Make the process of an instance again. */
    record StartAgain(String instance) implements About {}

    /** Put its address into the store. */
    record Publish(String instance) implements About {}

    /** Take its address out of the store; it stays. */
    record Withdraw(String instance) implements About {}

    /** Take its address out of the store; it goes. */
    record Leave(String instance) implements About {}

    /** Let requests under way end. */
    record Drain(String instance, Instant until) implements About {}

    /** TERM, and KILL after the grace. */
    record Stop(String instance, boolean again) implements About {}

    /** Give up a start that is under way. */
    record Abandon(String instance) implements About {}

    /** It has no process and is not to get one again. */
    record Discard(String instance) implements About {}

    /** Delete its folder and give back its ports. */
    record Remove(String instance) implements About {}

    /** The new instances fail: leave the old ones serving. */
    record StopRollout(String instance, Cause cause) implements About {}
}
