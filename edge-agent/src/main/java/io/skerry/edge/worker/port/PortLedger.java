package io.skerry.edge.worker.port;

import io.skerry.model.name.ComponentRef;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.IntPredicate;

/**
 * Gives out the ports of a range. A port that was given back goes to another component only after its rest, and after every gateway has
 * said that it does not send to it any more: else one component's clients could reach another's instance.
 */
public final class PortLedger {

    private final int first;
    private final int last;
    private final Duration rest;
    private final Traffic traffic;
    private final IntPredicate bindable;
    private final InstantSource time;
    private final Consumer<List<RestingPort>> changed;
    private final Map<Integer, ComponentRef> held = new HashMap<>();
    private final Map<Integer, RestingPort> resting = new HashMap<>();
    private int next;

    /** What gateways say about a port. */
    @FunctionalInterface
    public interface Traffic {
        /** Whether no gateway uses the port any more, in a table not older than that revision of the store. */
        boolean hasLeft(int port, long revision);
    }

    /**
     * A ledger of the ports from {@code first} to {@code last}.
     *
     * @param resting ports that rested when an earlier ledger was left
     * @param changed told of every change of what rests, to keep it
     */
    public PortLedger(
            int first,
            int last,
            Duration rest,
            Traffic traffic,
            IntPredicate bindable,
            InstantSource time,
            Collection<RestingPort> resting,
            Consumer<List<RestingPort>> changed) {
        this.first = first;
        this.last = last;
        this.rest = rest;
        this.traffic = traffic;
        this.bindable = bindable;
        this.time = time;
        this.changed = changed;
        this.next = first;
        resting.forEach(port -> this.resting.put(port.port(), port));
    }

    /** Gives out a port; empty if none is free. */
    public synchronized OptionalInt take(ComponentRef owner) {
        for (var tried = 0; tried <= last - first; tried++) {
            var port = next;
            next = port == last ? first : port + 1;
            if (!held.containsKey(port) && rested(port, owner) && bindable.test(port)) {
                held.put(port, owner);
                if (resting.remove(port) != null) {
                    tell();
                }
                return OptionalInt.of(port);
            }
        }
        return OptionalInt.empty();
    }

    private boolean rested(int port, ComponentRef owner) {
        var rests = resting.get(port);
        if (rests == null) {
            return traffic.hasLeft(port, 0);
        }
        var over = !time.instant().isBefore(rests.since().plus(rest));
        return rests.owner().equals(owner) || (over && traffic.hasLeft(port, rests.revision()));
    }

    /** Somebody has the port already; false if it is out of the range or another has it. */
    public synchronized boolean hold(int port, ComponentRef owner) {
        if (port < first || port > last) {
            return false;
        }
        var other = held.putIfAbsent(port, owner);
        return other == null || other.equals(owner);
    }

    /**
     * Takes a port back.
     *
     * @param revision of the store from which on no address names it; 0 if none ever did
     */
    public synchronized void release(int port, long revision) {
        var owner = held.remove(port);
        if (owner != null) {
            resting.put(port, new RestingPort(port, owner, time.instant(), revision));
            tell();
        }
    }

    private void tell() {
        changed.accept(new ArrayList<>(resting.values()));
    }
}
