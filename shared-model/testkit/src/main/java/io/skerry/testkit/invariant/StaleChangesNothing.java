package io.skerry.testkit.invariant;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** I4. */
public final class StaleChangesNothing implements Invariant {

    private final Map<String, Long> current = new HashMap<>();

    @Override
    public String name() {
        return "I4, a stale epoch changes nothing";
    }

    @Override
    public List<String> take(Fact fact, long atMillis) {
        switch (fact) {
            case Fact.Granted(String subject, long epoch) -> {
                var before = current.put(subject, epoch);
                if (before != null && before >= epoch) {
                    return List.of(subject + " was given epoch " + epoch + " after " + before);
                }
            }
            case Fact.Changed(String subject, long epoch) -> {
                if (epoch != current.getOrDefault(subject, 0L)) {
                    return List.of(subject + " was changed under epoch " + epoch + " while " + current.get(subject)
                            + " is current");
                }
            }
            default -> {}
        }
        return List.of();
    }
}
