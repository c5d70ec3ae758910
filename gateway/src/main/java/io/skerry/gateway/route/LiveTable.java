package io.skerry.gateway.route;

/** The table that answers requests now. Readers take it once per lookup; one writer swaps it. */
public final class LiveTable {

    private volatile RouteTable current = RouteTable.EMPTY;

    /** What is served now. */
    public RouteTable current() {
        return current;
    }

    /** Serves this from now on. */
    public void swap(RouteTable next) {
        current = next;
    }
}
