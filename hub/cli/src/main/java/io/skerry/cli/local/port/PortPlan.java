package io.skerry.cli.local.port;

import io.skerry.cli.fault.CliFault;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;

/**
 * Which ports are whose on this machine, all on loopback. Decisions only; whether a port is free is asked of the caller.
 *
 * @param dataCenters the first port of each data center's slice
 */
public record PortPlan(int hub, int link, int database, Map<String, Integer> dataCenters) {

    /** The hub's usual port. */
    public static final int HUB = 7080;

    /** Where agents usually dial in. */
    public static final int LINK = 7081;

    /** How many ports a data center has. */
    public static final int SLICE = 1_000;

    private static final int FIRST_SLICE = 20_000;
    private static final int LAST_SLICE = 31_000;
    private static final int FIRST_DATABASE = 7_082;
    private static final int LAST_DATABASE = 7_999;

    public PortPlan {
        dataCenters = Map.copyOf(dataCenters);
    }

    /** The plan of a folder that has none. */
    public static PortPlan fresh(int hub, int link) {
        return new PortPlan(hub, link, 0, Map.of());
    }

    /** With other ports for the hub. */
    public PortPlan withHub(int newHub, int newLink) {
        return new PortPlan(newHub, newLink, database, dataCenters);
    }

    /** With a port for the database: the one it had if that is free, else the next free one; nobody else keeps it. */
    public PortPlan withDatabase(IntPredicate isFree) {
        if (database != 0 && isFree.test(database)) {
            return this;
        }
        for (var port = FIRST_DATABASE; port <= LAST_DATABASE; port++) {
            if (port != hub && port != link && isFree.test(port)) {
                return new PortPlan(hub, link, port, dataCenters);
            }
        }
        throw CliFault.failed(
                "no port from " + FIRST_DATABASE + " to " + LAST_DATABASE + " is free for the database",
                "See what listens there with: ss -ltn");
    }

    /** With a slice for each of these data centers; those that have one keep it. */
    public PortPlan withDataCenters(List<String> names, IntPredicate isFree) {
        var slices = new TreeMap<>(dataCenters);
        for (var name : names) {
            if (!slices.containsKey(name)) {
                slices.put(name, freeSlice(slices, isFree));
            }
        }
        return new PortPlan(hub, link, database, slices);
    }

    /** The slice as the agent is told: {@code 20000-20999}. */
    public String slice(String dataCenter) {
        var first = gateway(dataCenter);
        return first + "-" + (first + SLICE - 1);
    }

    /** Where the data center's gateway listens: the first port of its slice. */
    public int gateway(String dataCenter) {
        var first = dataCenters.get(dataCenter);
        if (first == null) {
            throw new IllegalArgumentException("data center " + dataCenter + " has no ports");
        }
        return first;
    }

    private static int freeSlice(Map<String, Integer> taken, IntPredicate isFree) {
        for (var first = FIRST_SLICE; first <= LAST_SLICE; first += SLICE) {
            if (!taken.containsValue(first) && isFree.test(first)) {
                return first;
            }
        }
        throw CliFault.failed(
                "no slice of " + SLICE + " ports between " + FIRST_SLICE + " and " + (LAST_SLICE + SLICE)
                        + " is left for another data center",
                "One machine carries " + ((LAST_SLICE - FIRST_SLICE) / SLICE + 1) + " data centers at most.");
    }
}
