package io.skerry.gateway.http;

import io.skerry.gateway.route.Backend;

/** The gateway answers itself, and says why in plain words. */
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    private Refusal(Reason reason, String sentence) {
        super(sentence, null, false, false);
        this.reason = reason;
    }

    Reason reason() {
        return reason;
    }

    /** A sentence for who sees the page. */
    String sentence() {
        var message = getMessage();
        return message == null ? reason.title() : message;
    }

    static Refusal unknownHost(String host) {
        return new Refusal(
                Reason.UNKNOWN_HOST,
                host.isEmpty()
                        ? "The request names no host, so it leads to no application."
                        : "No application here answers for the host '" + host + "'.");
    }

    static Refusal noInstanceReady(Backend backend) {
        var component = backend.port().component().component();
        var rest = switch (backend.unready()) {
            case 0 -> "None is running with a port named '" + backend.port().port() + "'.";
            case 1 -> "One is running and has not passed its readiness probe.";
            default -> backend.unready() + " are running and have not passed their readiness probes.";
        };
        return new Refusal(Reason.NO_INSTANCE_READY, "No instance of " + component + " is ready. " + rest);
    }

    static Refusal notConnected(Backend backend) {
        return new Refusal(
                Reason.INSTANCE_UNREACHABLE,
                "The instance of " + backend.port().component().component() + " did not accept the connection.");
    }

    static Refusal noAnswer(Backend backend) {
        return new Refusal(
                Reason.INSTANCE_GAVE_NO_ANSWER,
                "The instance of " + backend.port().component().component()
                        + " closed the connection before it gave an answer.");
    }

    static Refusal badAnswer(Backend backend) {
        return new Refusal(
                Reason.INSTANCE_GAVE_NO_ANSWER,
                "The instance of " + backend.port().component().component()
                        + " gave an answer that is not valid HTTP.");
    }

    static Refusal tooSlow(Backend backend) {
        return new Refusal(
                Reason.INSTANCE_TOO_SLOW,
                "The instance of " + backend.port().component().component()
                        + " took the request and did not begin an answer in time.");
    }

    static Refusal busy(Backend backend) {
        return new Refusal(
                Reason.INSTANCE_BUSY,
                "Every connection to " + backend.port().component().component() + " is in use and the queue is full.");
    }

    static Refusal malformed(String sentence) {
        return new Refusal(Reason.MALFORMED_REQUEST, sentence);
    }

    static Refusal methodNotAllowed(String method) {
        return new Refusal(Reason.METHOD_NOT_ALLOWED, "The method " + method + " is not passed on to applications.");
    }

    static Refusal bodyBroken() {
        return new Refusal(Reason.REQUEST_INCOMPLETE, "The request's body stopped before its end.");
    }

    static Refusal defect() {
        return new Refusal(
                Reason.DEFECT, "The gateway failed on this request; its log says more under the request's id.");
    }
}
