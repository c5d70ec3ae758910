package io.skerry.edge.worker.probe;

import org.jspecify.annotations.Nullable;

/**
 * One probe's answer.
 *
 * @param problem what was wrong, as the start of a sentence; null if nothing was
 * @param refused the port that refused the connection, if that was it
 */
record Answer(@Nullable String problem, @Nullable Integer refused) {

    static final Answer GOOD = new Answer(null, null);

    static Answer bad(String problem) {
        return new Answer(problem, null);
    }

    static Answer refused(int port) {
        return new Answer("Nothing accepts connections on port " + port, port);
    }

    boolean good() {
        return problem == null;
    }
}
