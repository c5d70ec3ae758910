package io.skerry.hub.event;

/** Takes in what happened. */
@FunctionalInterface
public interface EventSink {

    /** Tells it with the running transaction: once that is committed, and not at all if it is not. */
    void tell(NewEvent event);
}
