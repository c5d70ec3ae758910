package io.skerry.testkit.invariant;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** I3, over a set of writes: what was acknowledged is found, once, and nothing is found that nobody wrote. What was only tried may be there. */
public final class NothingLost implements Invariant {

    private final Set<String> attempted = new HashSet<>();
    private final Set<String> acknowledged = new LinkedHashSet<>();
    private final Map<String, Integer> found = new HashMap<>();

    @Override
    public String name() {
        return "I3, no acknowledged write lost";
    }

    @Override
    public List<String> take(Fact fact, long atMillis) {
        switch (fact) {
            case Fact.Attempted(String write) -> attempted.add(write);
            case Fact.Acknowledged(String write) -> acknowledged.add(write);
            case Fact.Found(String write) -> found.merge(write, 1, Integer::sum);
            default -> {}
        }
        return List.of();
    }

    @Override
    public List<String> end() {
        var broken = new ArrayList<String>();
        acknowledged.stream()
                .filter(write -> !found.containsKey(write))
                .forEach(write -> broken.add(write + " was acknowledged and is lost"));
        found.forEach((write, times) -> {
            if (times > 1) {
                broken.add(write + " is there " + times + " times");
            }
            if (!attempted.contains(write) && !acknowledged.contains(write)) {
                broken.add(write + " is there and nobody wrote it");
            }
        });
        return broken;
    }
}
