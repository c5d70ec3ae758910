package io.skerry.cli.local.process;

import io.skerry.cli.fault.CliFault;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

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
        if (to.isAlive()) {
            send(List.of(to.pid()), signal);
        }
    }

    /** Sends it to all of them; those that are gone already do not matter. */
    static void send(List<Long> pids, String signal) {
        if (pids.isEmpty()) {
            return;
        }
        var command = new ArrayList<>(List.of("sh", "-c", "kill -s \"$@\" 2>/dev/null", "sh", signal));
        pids.forEach(pid -> command.add(Long.toString(pid)));
        try {
            new ProcessBuilder(command).start().waitFor();
        } catch (IOException e) {
            throw CliFault.failed("cannot signal " + pids + ": " + e.getMessage(), null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
