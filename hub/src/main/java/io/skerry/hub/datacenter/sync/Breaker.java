package io.skerry.hub.datacenter.sync;

/** Holds back what would remove a large part of a data center's objects at once and was confirmed by nobody. */
final class Breaker {

    private static final int FEW = 5;
    private static final int PERCENT = 20;

    private Breaker() {}

    /**
     * Whether to wait for a person.
     *
     * @param unconfirmed removals that are not received yet and carry no operation
     * @param live objects that stay
     */
    static boolean trips(long unconfirmed, long live) {
        return unconfirmed > FEW && unconfirmed * 100 > (live + unconfirmed) * PERCENT;
    }
}
