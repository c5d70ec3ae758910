package io.skerry.edge.runtime.process;

import io.skerry.machine.disk.FolderWalk;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * How large folders are. Walking through one takes long, so each is walked once a minute at most, and no look takes more than a moment:
 * the next one goes on where it ended.
 */
final class FolderSizes {

    private static final long FRESH_NANOS = Duration.ofMinutes(1).toNanos();
    private static final long MOMENT_NANOS = Duration.ofMillis(300).toNanos();

    /** Of a look, for one folder. */
    private static final long TURN_NANOS = Duration.ofMillis(100).toNanos();

    private final Map<Path, Size> sizes = new HashMap<>();
    private final Map<Path, FolderWalk> walks = new HashMap<>();
    private long begun;

    private record Size(long bytes, long at) {}

    /** A look begins; only these folders are of interest. */
    void begin(Set<Path> folders) {
        sizes.keySet().retainAll(folders);
        walks.entrySet().removeIf(walk -> {
            if (folders.contains(walk.getKey())) {
                return false;
            }
            walk.getValue().close();
            return true;
        });
        begun = System.nanoTime();
    }

    /** The size of a folder; empty until it was walked. */
    OptionalLong of(Path folder) {
        var now = System.nanoTime();
        var known = sizes.get(folder);
        var left = MOMENT_NANOS - (now - begun);
        if ((known == null || now - known.at() > FRESH_NANOS) && left > 0) {
            var walk = walks.computeIfAbsent(folder, FolderWalk::new);
            if (walk.advance(Duration.ofNanos(Math.min(left, TURN_NANOS)))) {
                known = new Size(walk.size().bytes(), now);
                sizes.put(folder, known);
                walks.remove(folder);
            }
        }
        return known == null ? OptionalLong.empty() : OptionalLong.of(known.bytes());
    }
}
