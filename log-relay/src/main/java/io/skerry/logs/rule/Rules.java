package io.skerry.logs.rule;

import io.skerry.logs.line.Records;
import io.skerry.model.name.ComponentRef;

/** What holds for each component. */
@FunctionalInterface
public interface Rules extends AutoCloseable {

    /** Of that component, now. */
    Rule of(ComponentRef component);

    /** Nobody asks any more. */
    @Override
    default void close() {}

    /** The same for all: every line alone, and at most so many bytes a second. */
    static Rules same(long rate) {
        var rule = new Rule(rate, Records.LINES);
        return component -> rule;
    }
}
