package io.skerry.cli.output;

/** Colours as terminals name them. */
public enum Colour {
    PLAIN(""),
    BOLD("1"),
    DIM("2"),
    RED("31"),
    GREEN("32"),
    YELLOW("33"),
    CYAN("36");

    private final String code;

    Colour(String code) {
        this.code = code;
    }

    /** The text between the escape sequences of this colour. */
    String paint(String text) {
        return this == PLAIN ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
    }

    /** What a phase or state looks like: good, on its way, bad, or nothing in particular. */
    public static Colour ofState(String state) {
        return switch (state) {
            case "running", "completed", "succeeded", "current", "ok" -> GREEN;
            case "pending", "building", "deploying", "queued", "waiting", "paused", "degraded", "cancelling" -> YELLOW;
            case "failing", "failed", "lost", "aborted", "unreachable" -> RED;
            case "stopped", "never", "unknown", "superseded", "cancelled", "deleting" -> DIM;
            default -> PLAIN;
        };
    }
}
