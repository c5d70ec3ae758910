package io.skerry.testkit.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What {@code kill} sends to processes. */
public final class Signals {

    private Signals() {}

    /** Stops a process where it stands. */
    public static void pause(long pid) {
        send("STOP", List.of(pid));
    }

    /** Lets processes go on. */
    public static void resume(Collection<Long> pids) {
        send("CONT", pids);
    }

    static void send(String name, Collection<Long> pids) {
        var command = new ArrayList<>(List.of("kill", "-" + name));
        pids.forEach(pid -> command.add(String.valueOf(pid)));
        try {
            if (new ProcessBuilder(command).start().waitFor() != 0) {
                throw new IllegalStateException("refused: " + command);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
