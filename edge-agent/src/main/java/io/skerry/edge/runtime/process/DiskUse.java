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
    private final Map<Held, Going> walks = new HashMap<>();

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

    /**
     * One walk.
     *
     * @param spread whether it took more than one turn: what is moved meanwhile may be counted twice
     * @param again whether it is to confirm what one before it said
     */
    private record Going(FolderWalk walk, boolean spread, boolean again) {

        boolean mayBeWrong() {
            return spread && !again;
        }
    }

    /** Goes on with an instance; what it is over, as soon as it is known. */
    Optional<Overuse> look(Held one, long limit) {
        var going = walks.remove(one);
        var now = going == null ? new Going(begin(one), false, false) : going;
        var complete = now.walk().advance(turn);
        var size = now.walk().size();
        var over = size.bytes() > limit;
        if (!complete && !over) {
            walks.put(one, new Going(now.walk(), true, now.again()));
            return Optional.empty();
        }
        now.walk().close();
        if (over && now.mayBeWrong()) {
            walks.put(one, new Going(begin(one), false, true));
            return Optional.empty();
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
            walk.getValue().walk().close();
            return true;
        });
    }
}
