package io.skerry.cli.local.process;

import io.skerry.cli.fault.CliFault;
import java.io.IOException;

/** Signals by name; Java itself knows only two. */
public final class Signals {

    /** Asks to end. */
    public static final String TERM = "TERM";
    /** Asks PostgreSQL to end without waiting for its clients. */
    public static final String INT = "INT";
    /** Ends. */
    public static final String KILL = "KILL";

    private Signals() {}

    /** Sends it, unless the process is gone already. */
    public static void send(ProcessIdentity to, String signal) {
        if (!to.isAlive()) {
            return;
        }
        var pid = Long.toString(to.pid());
        try {
            new ProcessBuilder("sh", "-c", "kill -s \"$@\" 2>/dev/null", "sh", signal, pid)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw CliFault.failed("cannot signal process " + pid + ": " + e.getMessage(), null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
