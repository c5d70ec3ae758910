package io.skerry.testkit.invariant;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * I9, of the resources that were given a bound: no sample is over it, and the later samples are not above the earlier ones by more than the
 * slack, thirds compared by their medians.
 */
public final class Bounded implements Invariant {

    private static final int ENOUGH = 3;

    private final Map<String, Bound> bounds;
    private final Map<String, List<Long>> samples = new TreeMap<>();

    /**
     * How much of a resource may be used.
     *
     * @param most ever
     * @param slack by which the last third's median may be above the first's
     */
    public record Bound(long most, long slack) {}

    public Bounded(Map<String, Bound> bounds) {
        this.bounds = Map.copyOf(bounds);
    }

    @Override
    public String name() {
        return "I9, what is used stays bounded";
    }

    @Override
    public List<String> take(Fact fact, long atMillis) {
        if (fact instanceof Fact.Sample(String resource, long amount)) {
            samples.computeIfAbsent(resource, _ -> new ArrayList<>()).add(amount);
            var bound = bounds.get(resource);
            if (bound == null) {
                return List.of(resource + " has no bound");
            }
            if (amount > bound.most()) {
                return List.of(resource + " is " + amount + ", over " + bound.most());
            }
        }
        return List.of();
    }

    @Override
    public List<String> end() {
        var broken = new ArrayList<String>();
        bounds.forEach((resource, bound) -> {
            var all = samples.getOrDefault(resource, List.of());
            if (all.size() < ENOUGH) {
                broken.add(resource + " has only " + all.size() + " samples");
                return;
            }
            var first = median(all.subList(0, all.size() / 3));
            var last = median(all.subList(all.size() - all.size() / 3, all.size()));
            if (last - first > bound.slack()) {
                broken.add(resource + " grew from " + first + " to " + last);
            }
        });
        return broken;
    }

    private static long median(List<Long> some) {
        return some.stream().sorted().skip(some.size() / 2).findFirst().orElseThrow();
    }
}
