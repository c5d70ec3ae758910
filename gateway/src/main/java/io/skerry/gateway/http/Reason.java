package io.skerry.gateway.http;

import java.util.Locale;

/** Every reason for which the gateway answers itself; told in the header {@code Skerry-Reason} of the answer. */
enum Reason {
    /** No route has the host. */
    UNKNOWN_HOST(404, "No application at this address"),
    /** The component has no ready instance. */
    NO_INSTANCE_READY(503, "No instance is ready"),
    /** More requests wait for the instance than may. */
    INSTANCE_BUSY(503, "The application is busy"),
    /** An instance refused the connection or did not answer to it. */
    INSTANCE_UNREACHABLE(502, "The application cannot be reached"),
    /** An instance closed the connection, or what it said was no HTTP. */
    INSTANCE_GAVE_NO_ANSWER(502, "The application gave no answer"),
    /** An instance did not begin its answer in time. */
    INSTANCE_TOO_SLOW(504, "The application took too long"),
    /** The request cannot be understood in one way only. */
    MALFORMED_REQUEST(400, "The request is malformed"),
    /** A method that ends at a proxy. */
    METHOD_NOT_ALLOWED(405, "The method is not allowed"),
    /** The client stopped in the middle of its body. */
    REQUEST_INCOMPLETE(408, "The request is incomplete"),
    /** A defect of ours. */
    DEFECT(500, "The gateway failed");

    private final int status;
    private final String title;

    Reason(int status, String title) {
        this.status = status;
        this.title = title;
    }

    int status() {
        return status;
    }

    String title() {
        return title;
    }

    /** As it is written: {@code no-instance-ready}. */
    String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether the same request may work in a moment. */
    boolean passes() {
        return this == NO_INSTANCE_READY || this == INSTANCE_BUSY;
    }
}
