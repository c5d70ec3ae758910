package io.skerry.cli.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Everything that runs in the session of one process: what it started and what those started. */
public final class ProcessSession {

    private static final int SESSION = 3;

    private final ProcessIdentity leader;

    /** The session that this process leads. */
    public ProcessSession(ProcessIdentity leader) {
        this.leader = leader;
    }

    /**
     * Asks all of it to end, and ends it once the grace is over; the leader last, as it writes down how the others ended.
     */
    public void stop(Duration grace) {
        Signals.send(members(), Signals.TERM);
        if (!Processes.awaitEnd(leader, grace)) {
            Signals.send(followers(), Signals.KILL);
            if (!Processes.awaitEnd(leader, Duration.ofSeconds(2))) {
                Signals.send(leader, Signals.KILL);
            }
        }
    }

    private List<Long> followers() {
        return members().stream().filter(pid -> pid != leader.pid()).toList();
    }

    private List<Long> members() {
        var found = new ArrayList<Long>();
        if (leader.isAlive()) {
            ProcessHandle.allProcesses()
                    .map(ProcessHandle::pid)
                    .filter(pid -> sessionOf(pid) == leader.pid())
                    .forEach(found::add);
        }
        return found;
    }

    private static long sessionOf(long pid) {
        try {
            var stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            return Long.parseLong(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[SESSION]);
        } catch (IOException e) {
            // It ended meanwhile.
            return -1;
        }
    }
}
