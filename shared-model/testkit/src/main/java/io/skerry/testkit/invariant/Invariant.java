package io.skerry.testkit.invariant;

import java.util.List;

/** Something that must hold. It is told every fact in order, and is asked once at the end. */
public interface Invariant {

    /** Its name and what it says. */
    String name();

    /**
     * Takes a fact.
     *
     * @param atMillis when it was
     * @return what is broken by it, empty if nothing is
     */
    List<String> take(Fact fact, long atMillis);

    /** What is broken now that all has been told. */
    default List<String> end() {
        return List.of();
    }
}
