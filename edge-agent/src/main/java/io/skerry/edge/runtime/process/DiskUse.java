package io.skerry.edge.runtime.process;

import io.skerry.edge.runtime.Overuse;
import io.skerry.machine.disk.FolderSize;
import io.skerry.machine.disk.FolderWalk;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * How much instances have on the disk, looked at in turns: one with millions of files is counted over many looks, so that the others are
 * looked at meanwhile. Used by one thread at a time.
 */
final class DiskUse {

    private final Function<Held, Path> home;
    private final Function<Held, Collection<Long>> processes;
    private final Duration turn;
    private final Map<Held, FolderWalk> walks = new HashMap<>();

    /**
     * Looks at folders, and at what has no name in them any more.
     *
     * @param processes those of an instance
     * @param turn how long one look may take
     */
    DiskUse(Function<Held, Path> home, Function<Held, Collection<Long>> processes, Duration turn) {
        this.home = home;
        this.processes = processes;
        this.turn = turn;
    }

    /** Goes on with an instance; what it is over, as soon as it is known. */
    Optional<Overuse> look(Held one, long limit) {
        var walk = walks.computeIfAbsent(one, this::begin);
        var complete = walk.advance(turn);
        var size = walk.size();
        var over = size.bytes() > limit;
        if (complete || over) {
            walks.remove(one);
            walk.close();
        }
        return over ? Optional.of(overuse(home.apply(one), size, limit)) : Optional.empty();
    }

    private FolderWalk begin(Held one) {
        var walk = new FolderWalk(home.apply(one));
        walk.alsoHeldBy(processes.apply(one));
        return walk;
    }

    private static Overuse overuse(Path home, FolderSize size, long limit) {
        var largest = size.largest() == null
                ? null
                : home.relativize(size.largest()) + " with " + Overuse.mebibytes(size.largestBytes());
        return new Overuse(Overuse.Resource.DISK, size.bytes(), limit, largest);
    }

    /** Forgets all others. */
    void keepOnly(Collection<Held> running) {
        var left = Set.copyOf(running);
        walks.entrySet().removeIf(walk -> {
            if (left.contains(walk.getKey())) {
                return false;
            }
            walk.getValue().close();
            return true;
        });
    }
}
