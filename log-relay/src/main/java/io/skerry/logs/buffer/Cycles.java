package io.skerry.logs.buffer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import net.openhft.chronicle.core.time.TimeProvider;
import net.openhft.chronicle.queue.RollCycle;
import net.openhft.chronicle.queue.rollcycles.LegacyRollCycles;

/**
 * The files of the queue, and the clock that it rolls by. Chronicle rolls by time only, which bounds no file's size; so its clock is
 * ours and moves a minute on when we want the next file.
 */
final class Cycles implements TimeProvider {

    /** The finest there is, with the smallest index: a new file takes 140 KiB. */
    static final RollCycle ROLL = LegacyRollCycles.MINUTELY;

    private static final Duration LENGTH = Duration.ofMillis(ROLL.lengthInMillis());
    private static final String SUFFIX = ".cq4";
    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmm");

    private final Path folder;
    private final Map<Integer, Instant> begun = new ConcurrentHashMap<>();
    private volatile int current;

    Cycles(Path folder) {
        this.folder = folder;
    }

    @Override
    public long currentTimeMillis() {
        return nominal(current).toEpochMilli();
    }

    static int of(long index) {
        return ROLL.toCycle(index);
    }

    static long firstIndex(int cycle) {
        return ROLL.toIndex(cycle, 0);
    }

    int current() {
        return current;
    }

    /** Goes on with a cycle that is there. */
    void stay(int cycle) {
        current = cycle;
    }

    /** From now on the queue appends to a file later than any other. */
    void roll(Instant now) {
        int next =
                Math.max(current + 1, (int) Duration.between(Instant.EPOCH, now).dividedBy(LENGTH));
        begun.put(next, now);
        current = next;
    }

    /** When the cycle was really begun, if its first excerpt says so. */
    void begun(int cycle, Instant time) {
        begun.put(cycle, time);
    }

    Path file(int cycle) {
        return folder.resolve(NAME.format(nominal(cycle).atOffset(ZoneOffset.UTC)) + SUFFIX);
    }

    /** Those that lie there, oldest first. */
    List<Cycle> list() throws IOException {
        var cycles = new ArrayList<Cycle>();
        try (var files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
            for (var file : files) {
                var name = file.getFileName().toString();
                var nominal = LocalDateTime.parse(name.substring(0, name.length() - SUFFIX.length()), NAME)
                        .toInstant(ZoneOffset.UTC);
                int number = (int) Duration.between(Instant.EPOCH, nominal).dividedBy(LENGTH);
                cycles.add(new Cycle(number, file, Files.size(file), begun.getOrDefault(number, nominal)));
            }
        }
        cycles.sort(Comparator.comparingInt(Cycle::number));
        return cycles;
    }

    private static Instant nominal(int cycle) {
        return Instant.EPOCH.plus(LENGTH.multipliedBy(cycle));
    }

    /**
     * One file of the queue.
     *
     * @param number rises from one to the next
     * @param begun when its first excerpt was written
     */
    record Cycle(int number, Path file, long bytes, Instant begun) {}
}
