package io.skerry.testkit.invariant;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** I7: each act has one line, and each line hangs on the one before. */
public final class AuditedOnce implements Invariant {

    private final Set<String> acts = new LinkedHashSet<>();
    private final Map<String, Integer> lines = new HashMap<>();
    private String last;

    /** @param beginning what the first line names as the one before it */
    public AuditedOnce(String beginning) {
        this.last = beginning;
    }

    @Override
    public String name() {
        return "I7, one line of the audit per act, and the chain holds";
    }

    @Override
    public List<String> take(Fact fact, long atMillis) {
        switch (fact) {
            case Fact.Act(String id) -> acts.add(id);
            case Fact.Audited(String act, String digest, String previous) -> {
                lines.merge(act, 1, Integer::sum);
                var before = last;
                last = digest;
                if (!previous.equals(before)) {
                    return List.of("the line of " + act + " hangs on " + previous + ", the one before is " + before);
                }
            }
            default -> {}
        }
        return List.of();
    }

    @Override
    public List<String> end() {
        var broken = new ArrayList<String>();
        acts.stream().filter(act -> !lines.containsKey(act)).forEach(act -> broken.add(act + " has no line"));
        lines.forEach((act, count) -> {
            if (count > 1) {
                broken.add(act + " has " + count + " lines");
            }
        });
        return broken;
    }
}
