package io.skerry.edge.worker;

import io.skerry.edge.runtime.Exit;
import io.skerry.edge.worker.instance.Target;
import io.skerry.edge.worker.probe.Finding;
import io.skerry.edge.worker.restart.RestartOrder;
import io.skerry.model.error.Cause;

/** What a component's loop is told. */
sealed interface Event {

    /** The wanted object came or changed. */
    record Wanted(Target target, long siteVersion) implements Event {}

    /** The wanted object is gone. */
    record Unwanted() implements Event {}

    /** An instance's process was made. */
    record Began(String instance) implements Event {}

    /** An instance's process could not be made. */
    record Refused(String instance, Cause why) implements Event {}

    /** An instance's process ended. */
    record Ended(String instance, Exit exit) implements Event {}

    /** A probe found something out. */
    record Found(String instance, Finding finding) implements Event {}

    /** Somebody wants every instance replaced, and to be told how that ended. */
    record Restart(RestartOrder order) implements Event {}

    /** Something that plans or reports look at changed: a gateway's table, a dependency, a remark. */
    record LookAgain() implements Event {}
}
