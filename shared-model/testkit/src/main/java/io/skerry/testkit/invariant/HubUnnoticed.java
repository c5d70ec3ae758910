package io.skerry.testkit.invariant;

import java.util.List;

/** I12: while the hub is away, requests to applications are answered, and as fast as told. It takes requests in that time to show it. */
public final class HubUnnoticed implements Invariant {

    private final long withinMillis;
    private boolean away;
    private long askedMeanwhile;

    public HubUnnoticed(long withinMillis) {
        this.withinMillis = withinMillis;
    }

    @Override
    public String name() {
        return "I12, applications do not notice the hub";
    }

    @Override
    public List<String> take(Fact fact, long atMillis) {
        switch (fact) {
            case Fact.HubReach(boolean reachable) -> away = !reachable;
            case Fact.Asked(boolean answered, long millis) -> {
                if (away) {
                    askedMeanwhile++;
                    if (!answered) {
                        return List.of("a request was not answered while the hub was away");
                    }
                    if (millis > withinMillis) {
                        return List.of("a request took " + millis + " ms while the hub was away");
                    }
                }
            }
            default -> {}
        }
        return List.of();
    }

    @Override
    public List<String> end() {
        return askedMeanwhile == 0 ? List.of("nobody asked anything while the hub was away") : List.of();
    }
}
