package io.skerry.testkit.invariant;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** I5: so long after the last fault, what is the case is what is wanted, of everything that either speaks of. */
public final class Converges implements Invariant {

    private final long withinMillis;
    private final Map<String, Since> wanted = new TreeMap<>();
    private final Map<String, Since> observed = new HashMap<>();
    private long faultsEnded = -1;

    private record Since(@Nullable String value, long atMillis) {}

    public Converges(long withinMillis) {
        this.withinMillis = withinMillis;
    }

    @Override
    public String name() {
        return "I5, what is wanted is so within " + withinMillis + " ms after the last fault";
    }

    @Override
    public List<String> take(Fact fact, long atMillis) {
        switch (fact) {
            case Fact.Wanted(String what, String value) -> note(wanted, what, value, atMillis);
            case Fact.Observed(String what, String value) -> note(observed, what, value, atMillis);
            case Fact.FaultsEnded() -> faultsEnded = atMillis;
            default -> {}
        }
        return List.of();
    }

    private static void note(Map<String, Since> of, String what, @Nullable String value, long atMillis) {
        var before = of.get(what);
        if (before == null || !Objects.equals(before.value, value)) {
            of.put(what, new Since(value, atMillis));
        }
    }

    @Override
    public List<String> end() {
        if (faultsEnded < 0 || wanted.isEmpty()) {
            return List.of("nothing was wanted, or the faults never ended");
        }
        var broken = new ArrayList<String>();
        wanted.forEach((what, since) -> {
            var is = observed.getOrDefault(what, new Since(null, 0));
            if (!Objects.equals(since.value, is.value)) {
                broken.add(what + " is " + is.value + " and " + since.value + " is wanted");
            } else if (is.atMillis > Math.max(faultsEnded, since.atMillis) + withinMillis) {
                broken.add(what + " came to be " + is.value + " too late, after "
                        + (is.atMillis - Math.max(faultsEnded, since.atMillis)) + " ms");
            }
        });
        observed.forEach((what, is) -> {
            if (is.value != null && !wanted.containsKey(what)) {
                broken.add(what + " is " + is.value + " and nobody wants it");
            }
        });
        return broken;
    }
}
