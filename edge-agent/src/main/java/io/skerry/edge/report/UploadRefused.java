package io.skerry.edge.report;

import io.skerry.model.error.Cause;

/** The hub will never have that artifact, however often it is tried. */
public final class UploadRefused extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Cause why;

    public UploadRefused(Cause why) {
        super(why.message());
        this.why = why;
    }

    /** Why. */
    public Cause why() {
        return why;
    }
}
