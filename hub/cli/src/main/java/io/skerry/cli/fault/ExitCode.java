package io.skerry.cli.fault;

/** How a command ended, for scripts. The numbers never change their meaning. */
public enum ExitCode {
    OK(0, "done"),
    FAILED(1, "it was tried and failed"),
    USAGE(2, "the command line makes no sense"),
    NOT_SIGNED_IN(3, "nobody is signed in, or the token is no longer good"),
    REFUSED(4, "signed in, and not allowed"),
    NOT_FOUND(5, "there is no such thing"),
    CONFLICT(6, "something else stands in the way"),
    TIMED_OUT(7, "waited as long as asked; the work goes on"),
    UNREACHABLE(8, "the hub does not answer"),
    PARTLY(9, "done in some data centers, failed in others");

    private final int number;
    private final String meaning;

    ExitCode(int number, String meaning) {
        this.number = number;
        this.meaning = meaning;
    }

    /** What the process exits with. */
    public int number() {
        return number;
    }

    /** What it says, in a few words. */
    public String meaning() {
        return meaning;
    }
}
