package io.skerry.testkit.simulation;

/** Thrown where a process dies, through whatever it was doing; no product code catches errors. */
public final class Killed extends Error {

    private static final long serialVersionUID = 1L;

    Killed(String where) {
        super(where, null, false, false);
    }
}
