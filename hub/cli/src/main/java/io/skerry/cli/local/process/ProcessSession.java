package io.skerry.cli.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Everything that runs in the session of one process: what it started and what those started. */
public final class ProcessSession {

    private static final int SESSION = 3;

    private final ProcessIdentity leader;

    /** The session that this process leads. */
    public ProcessSession(ProcessIdentity leader) {
        this.leader = leader;
    }

    /**
     * Asks all of it to end, and ends what is left once the leader has or the grace is over; the leader last, as it writes
     * down how the others ended.
     */
    public void stop(Duration grace) {
        var all = members();
        all.forEach(member -> Signals.send(member, Signals.TERM));
        var orderly = Processes.awaitEnd(leader, grace);
        Stream.concat(all.stream(), members().stream())
                .filter(member -> !member.equals(leader))
                .forEach(member -> Signals.send(member, Signals.KILL));
        if (!orderly && !Processes.awaitEnd(leader, Duration.ofSeconds(2))) {
            Signals.send(leader, Signals.KILL);
        }
    }

    /** Known by more than their number: some may end and their number be given to others while this waits. */
    private List<ProcessIdentity> members() {
        return ProcessHandle.allProcesses()
                .map(ProcessHandle::pid)
                .filter(pid -> sessionOf(pid) == leader.pid())
                .flatMap(pid -> ProcessIdentity.of(pid).stream())
                .toList();
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
