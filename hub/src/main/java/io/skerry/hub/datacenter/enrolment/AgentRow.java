package io.skerry.hub.datacenter.enrolment;

import org.jspecify.annotations.Nullable;

/**
 * An agent as the hub knows it.
 *
 * @param serial of its last certificate; empty if the hub was brought back from a backup, which may be older than that
 * @param previousSerial of the one before, until the last was used
 */
record AgentRow(String serial, @Nullable String previousSerial, boolean revoked) {

    /** Of one that came back with an older memory any certificate that this installation signed is good, once. */
    boolean knows(String presented) {
        return !revoked && (isToBeLearnt() || presented.equals(serial) || presented.equals(previousSerial));
    }

    boolean isToBeLearnt() {
        return serial.isEmpty();
    }
}
