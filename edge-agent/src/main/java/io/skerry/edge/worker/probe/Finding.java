package io.skerry.edge.worker.probe;

import io.skerry.model.error.Cause;

/** What probes found out about an instance. */
public sealed interface Finding {

    /** It can take traffic. */
    record Ready() implements Finding {}

    /** It cannot take traffic. */
    record Unready(Cause why) implements Finding {}

    /** It should be started again. */
    record Sick(Cause why) implements Finding {}
}
