package io.skerry.hub.datacenter.enrolment;

import org.jspecify.annotations.Nullable;

/**
 * An agent as the hub knows it.
 *
 * @param serial of its last certificate
 * @param previousSerial of the one before, until the last was used
 */
record AgentRow(String serial, @Nullable String previousSerial, boolean revoked) {

    boolean knows(String presented) {
        return !revoked && (presented.equals(serial) || presented.equals(previousSerial));
    }
}
