package io.skerry.link.session;

import io.skerry.model.message.Message;

/** The sending end of a stream. Used by one thread at a time. */
public interface Outgoing {

    /**
     * Sends once the receiver has granted credit and the session's unsent bytes leave room; blocks until then.
     *
     * @throws LinkClosed if the receiver does not want any more or is gone
     */
    void send(Message message) throws InterruptedException;

    /** Whether the receiver still wants messages. */
    boolean isOpen();
}
