package io.skerry.store;

import java.util.List;

/** Compares and operations, done together or not at all. A key may be written once per transaction. */
public record Txn(List<Compare> compares, List<Operation> operations) {

    public Txn {
        compares = List.copyOf(compares);
        operations = List.copyOf(operations);
    }

    /** A transaction without conditions. */
    public static Txn of(Operation... operations) {
        return new Txn(List.of(), List.of(operations));
    }

    /** This transaction, only if the condition holds too. */
    public Txn when(Compare compare) {
        var all = new java.util.ArrayList<>(compares);
        all.add(compare);
        return new Txn(all, operations);
    }
}
