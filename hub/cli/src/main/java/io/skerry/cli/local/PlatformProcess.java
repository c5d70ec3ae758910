package io.skerry.cli.local;

import io.skerry.cli.local.folder.FolderLock;
import io.skerry.cli.local.folder.LocalFolder;
import io.skerry.cli.local.process.LaunchRecord;
import io.skerry.cli.local.process.Processes;
import io.skerry.cli.local.process.WatchState;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One of Skerry's own processes on this machine, as it is now.
 *
 * @param state {@code running}, {@code waiting} for its next start, or {@code stopped}
 * @param upFor how long it has been running; absent if it does not
 */
public record PlatformProcess(
        String name, String state, long pid, @Nullable Duration upFor, WatchState watched, Processes among) {

    /** Every one that was brought up from that folder, the database and the hub first. */
    public static List<PlatformProcess> all(LocalFolder folder) throws IOException {
        var processes = new Processes(folder.run());
        var isWatched = FolderLock.holder(folder).isPresent();
        return processes.recorded().stream()
                .map(record -> of(record, processes, isWatched))
                .sorted((one, other) -> Integer.compare(rank(one.name()), rank(other.name())))
                .toList();
    }

    private static PlatformProcess of(LaunchRecord record, Processes processes, boolean isWatched) {
        var identity = record.identity();
        var name = record.launch().name();
        var alive = identity.isAlive();
        return new PlatformProcess(
                name,
                alive ? "running" : isWatched ? "waiting" : "stopped",
                identity.pid(),
                alive ? identity.age() : null,
                processes.state(name),
                processes);
    }

    private static int rank(String name) {
        return switch (name) {
            case "database" -> 0;
            case PlatformLaunches.HUB -> 1;
            default -> 2;
        };
    }

    /** Whether it runs. */
    public boolean isAlive() {
        return upFor != null;
    }

    /** The last lines it wrote, oldest first. */
    public List<String> lastLines(int most) {
        return among.lastLines(name, most);
    }
}
