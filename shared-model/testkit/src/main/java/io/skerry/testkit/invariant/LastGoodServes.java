package io.skerry.testkit.invariant;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** I10: from the first good configuration on every request is answered, and never as a bad one says or one older than was seen. */
public final class LastGoodServes implements Invariant {

    private final List<String> good = new ArrayList<>();
    private final Set<String> bad = new HashSet<>();
    private int reached;
    private long answered;

    @Override
    public String name() {
        return "I10, the last good configuration serves";
    }

    @Override
    public List<String> take(Fact fact, long atMillis) {
        switch (fact) {
            case Fact.Offered(String configuration, boolean isGood) -> {
                if (isGood) {
                    good.add(configuration);
                } else {
                    bad.add(configuration);
                }
            }
            case Fact.Served(String configuration) -> {
                return served(configuration);
            }
            default -> {}
        }
        return List.of();
    }

    private List<String> served(@Nullable String configuration) {
        if (configuration == null) {
            return good.isEmpty() ? List.of() : List.of("a request was not answered");
        }
        answered++;
        if (bad.contains(configuration)) {
            return List.of("a request was answered as the bad configuration " + configuration + " says");
        }
        var at = good.lastIndexOf(configuration);
        if (at < 0) {
            return List.of("a request was answered as " + configuration + " says, which nobody offered");
        }
        if (at < reached) {
            return List.of("a request was answered as " + configuration + " says, after " + good.get(reached));
        }
        reached = at;
        return List.of();
    }

    @Override
    public List<String> end() {
        return answered == 0 ? List.of("nothing was ever served") : List.of();
    }
}
