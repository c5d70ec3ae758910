package io.skerry.testkit.invariant;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** I1. */
public final class OneEffect implements Invariant {

    private final Set<Fact.Effect> effects = new HashSet<>();
    private final Set<String> done = new HashSet<>();
    private final Set<String> ordered = new HashSet<>();
    private final Set<String> concluded = new LinkedHashSet<>();

    @Override
    public String name() {
        return "I1, one effect per order";
    }

    @Override
    public List<String> take(Fact fact, long atMillis) {
        switch (fact) {
            case Fact.Ordered(String command) -> ordered.add(command);
            case Fact.Concluded(String command) -> concluded.add(command);
            case Fact.Effect effect -> {
                done.add(effect.command());
                if (!effects.add(effect)) {
                    return List.of(effect.command() + " was done twice in " + effect.where());
                }
                if (!ordered.contains(effect.command())) {
                    return List.of(effect.command() + " was done and never ordered");
                }
            }
            default -> {}
        }
        return List.of();
    }

    @Override
    public List<String> end() {
        return concluded.stream()
                .filter(command -> !done.contains(command))
                .map(command -> command + " was said to be done and was not")
                .toList();
    }
}
