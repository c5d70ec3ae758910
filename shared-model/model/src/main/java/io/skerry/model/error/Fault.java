package io.skerry.model.error;

/** Whose fault an error is; status, log level and alerts follow from it. */
public enum Fault {
    /** The caller's: another request would have worked. */
    CALLER,
    /** A data center's: it did not answer or could not do it. */
    SITE,
    /** A tenant's application: it exited, or never became ready. */
    WORKLOAD,
    /** Ours. */
    PLATFORM
}
