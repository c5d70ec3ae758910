package io.skerry.testkit.invariant;

import org.jspecify.annotations.Nullable;

/** Something that happened and that an invariant speaks of. */
public sealed interface Fact {

    /** A one-time order was accepted from whoever gave it. */
    record Ordered(String command) implements Fact {}

    /**
     * An order was done.
     *
     * @param where the memory that must know it: a data center that lost its store may do it again
     */
    record Effect(String command, String where) implements Fact {}

    /** Whoever gave the order was told that it was done. */
    record Concluded(String command) implements Fact {}

    /**
     * A generation of something was seen where only newer ones may follow.
     *
     * @param line within which generations compare: an incarnation, a life of a store
     */
    record Generation(String object, String line, long number) implements Fact {}

    /** A write was begun; whether it was done is not known before it is acknowledged. */
    record Attempted(String write) implements Fact {}

    /** Whoever wrote was told that it is safe. */
    record Acknowledged(String write) implements Fact {}

    /** A write was found at the end; once for each time it is there. */
    record Found(String write) implements Fact {}

    /** From now on this epoch is the subject's current one. */
    record Granted(String subject, long epoch) implements Fact {}

    /** Something of the subject was changed under an epoch. */
    record Changed(String subject, long epoch) implements Fact {}

    /** What is wanted of something from now on; null if nothing. */
    record Wanted(String what, @Nullable String value) implements Fact {}

    /** What is the case from now on; null if nothing. */
    record Observed(String what, @Nullable String value) implements Fact {}

    /** From now on nothing breaks. */
    record FaultsEnded() implements Fact {}

    /** Somebody did what must be written down. */
    record Act(String id) implements Fact {}

    /**
     * A line of the audit.
     *
     * @param previous the digest of the line before
     */
    record Audited(String act, String digest, String previous) implements Fact {}

    /** How much of something is used at this moment. */
    record Sample(String resource, long amount) implements Fact {}

    /**
     * A configuration was offered to who serves by it.
     *
     * @param good whether it makes sense
     */
    record Offered(String configuration, boolean good) implements Fact {}

    /** A request was answered as this configuration says; null if it was not answered. */
    record Served(@Nullable String configuration) implements Fact {}

    /** The hub cannot be reached from now on, or can be again. */
    record HubReach(boolean reachable) implements Fact {}

    /** An application was asked something. */
    record Asked(boolean answered, long millis) implements Fact {}
}
