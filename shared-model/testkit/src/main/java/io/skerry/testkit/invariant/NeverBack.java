package io.skerry.testkit.invariant;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** I2. */
public final class NeverBack implements Invariant {

    private record Line(String object, String line) {}

    private final Map<Line, Long> highest = new HashMap<>();

    @Override
    public String name() {
        return "I2, generations never go back";
    }

    @Override
    public List<String> take(Fact fact, long atMillis) {
        if (fact instanceof Fact.Generation(String object, String line, long number)) {
            var before = highest.merge(new Line(object, line), number, Math::max);
            if (before > number) {
                return List.of(object + " went from " + before + " back to " + number + " in " + line);
            }
        }
        return List.of();
    }
}
