package io.skerry.store.queue;

import io.skerry.model.key.EdgeKey;
import io.skerry.store.Compare;
import io.skerry.store.Entry;
import io.skerry.store.Operation;
import io.skerry.store.Txn;
import io.skerry.store.value.Values;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An order as it was read: {@code order/<queue>/<id>} holds what to do and nothing else, {@code …/attempts} how often it was taken, and
 * {@code …/claim}, under the taker's lease, that somebody has it.
 */
record Order(String id, Entry what, @Nullable Entry attempts) {

    private static final String ATTEMPTS = "/attempts";
    private static final String CLAIM = "/claim";

    /** The value of {@code …/attempts}. */
    record Attempts(int count) {}

    /** The value of {@code …/claim}. */
    record Claimed(String claim) {}

    static String prefix(String queue) {
        return EdgeKey.ORDERS + queue + "/";
    }

    static String claimKey(String order) {
        return order + CLAIM;
    }

    /** Everything that goes when the order at this key does. */
    static List<Operation> removal(String order) {
        return List.of(Operation.delete(order), Operation.delete(order + ATTEMPTS), Operation.delete(order + CLAIM));
    }

    /** The orders that nobody has, oldest first. */
    static List<Order> free(String queue, List<Entry> entries) {
        var claimed = new HashSet<String>();
        Map<String, Entry> attempts = new HashMap<>();
        for (var entry : entries) {
            if (entry.key().endsWith(CLAIM)) {
                claimed.add(without(CLAIM, entry.key()));
            } else if (entry.key().endsWith(ATTEMPTS)) {
                attempts.put(without(ATTEMPTS, entry.key()), entry);
            }
        }
        return entries.stream()
                .filter(e -> e.key().indexOf('/', prefix(queue).length()) < 0 && !claimed.contains(e.key()))
                .sorted(Comparator.comparingLong(Entry::created).thenComparing(Entry::key))
                .map(e -> new Order(e.key().substring(prefix(queue).length()), e, attempts.get(e.key())))
                .toList();
    }

    /** Which attempt the next taker makes; the first is 1. */
    int nextAttempt() {
        return attempts == null
                ? 1
                : Values.read(attempts.value(), Attempts.class).count() + 1;
    }

    /** Takes it, if it still is as it was read and nobody was quicker. */
    Txn take(String claim, long lease) {
        var key = what.key();
        var counted = Values.write(new Attempts(nextAttempt()));
        var unchanged = attempts == null ? Compare.absent(key + ATTEMPTS) : Compare.unchanged(attempts);
        return Txn.of(
                        Operation.put(key + ATTEMPTS, counted),
                        Operation.put(key + CLAIM, Values.write(new Claimed(claim)), lease))
                .when(Compare.unchanged(what))
                .when(unchanged)
                .when(Compare.absent(key + CLAIM));
    }

    private static String without(String ending, String key) {
        return key.substring(0, key.length() - ending.length());
    }
}
