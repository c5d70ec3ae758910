package io.skerry.hub.build;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Who builds next, decided on what is seen and nothing else. Tenants take turns, so that fifty builds of one do not delay the one build of
 * another; within a tenant the oldest comes first. A data center is given its next build once it has begun the one before: so it is never idle
 * for want of an order, and whatever its number of builders, at most one build stands in a line that knows no turns.
 */
final class BuildLine {

    private final List<Open> open;
    private final List<Open> waiting;

    /**
     * The line of these builds.
     *
     * @param served when each tenant was last served
     */
    BuildLine(List<Open> open, Map<String, Instant> served) {
        this.open = List.copyOf(open);
        this.waiting = inTurns(open, served);
    }

    /**
     * A build that has not ended.
     *
     * @param dc the data center that has its order, empty while it waits
     * @param begun whether a builder there works on it
     * @param attempt which one it is, the first is 1
     */
    record Open(
            UUID uid,
            String tenant,
            List<String> among,
            Instant created,
            Optional<String> dc,
            boolean begun,
            int attempt) {

        Open {
            among = List.copyOf(among);
        }
    }

    /** This build goes to that data center now. */
    record Next(Open build, String dc) {}

    /** What to order now, of data centers that answer. */
    List<Next> next(Set<String> answering) {
        var load = new HashMap<String, Integer>();
        var busy = new HashSet<String>();
        for (var build : open) {
            build.dc().ifPresent(dc -> {
                load.merge(dc, 1, Integer::sum);
                if (!build.begun()) {
                    busy.add(dc);
                }
            });
        }
        var next = new ArrayList<Next>();
        for (var build : waiting) {
            build.among().stream()
                    .filter(dc -> answering.contains(dc) && !busy.contains(dc))
                    .min(Comparator.<String>comparingInt(dc -> load.getOrDefault(dc, 0))
                            .thenComparing(Comparator.naturalOrder()))
                    .ifPresent(dc -> {
                        busy.add(dc);
                        next.add(new Next(build, dc));
                    });
        }
        return next;
    }

    /** Where a build stands, the next one at 1; empty if somebody works on it, or it is not in the line. */
    Optional<Integer> position(UUID build) {
        var given = open.stream()
                .filter(o -> o.dc().isPresent() && !o.begun())
                .sorted(Comparator.comparing(Open::created))
                .map(Open::uid)
                .toList();
        if (given.contains(build)) {
            return Optional.of(given.indexOf(build) + 1);
        }
        var uids = waiting.stream().map(Open::uid).toList();
        return uids.contains(build) ? Optional.of(given.size() + uids.indexOf(build) + 1) : Optional.empty();
    }

    /** The build, if it is in the line or under way. */
    Optional<Open> of(UUID build) {
        return open.stream().filter(o -> o.uid().equals(build)).findFirst();
    }

    private static List<Open> inTurns(List<Open> open, Map<String, Instant> served) {
        var tenants = new TreeMap<String, Deque<Open>>();
        open.stream()
                .filter(build -> build.dc().isEmpty())
                .sorted(Comparator.comparing(Open::created).thenComparing(Open::uid))
                .forEach(build -> tenants.computeIfAbsent(build.tenant(), _ -> new ArrayDeque<>())
                        .add(build));
        // who was served longest ago is first; of those who never were, who waits longest
        var turns = new ArrayList<>(tenants.values());
        turns.sort(Comparator.comparing(
                        (Deque<Open> own) -> served.getOrDefault(own.element().tenant(), Instant.EPOCH))
                .thenComparing(own -> own.element().created()));
        var line = new ArrayList<Open>();
        while (!turns.isEmpty()) {
            turns.forEach(own -> line.add(own.remove()));
            turns.removeIf(Deque::isEmpty);
        }
        return List.copyOf(line);
    }
}
