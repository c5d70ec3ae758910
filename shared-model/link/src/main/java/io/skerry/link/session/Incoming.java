package io.skerry.link.session;

import io.skerry.model.message.Message;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The receiving end of a stream. What it has not taken stays with the sender, but for the credit. Used by one thread at a time. */
public interface Incoming extends AutoCloseable {

    /**
     * The next message; null if none came in time or the stream has ended.
     *
     * @throws LinkClosed if the stream was cut
     * @throws LinkRefused if the sender refuses to go on
     */
    @Nullable
    Message next(Duration wait) throws InterruptedException;

    /** Whether the sender came to its end and everything was taken. */
    boolean ended();

    /** Tells the sender that no more is wanted. */
    @Override
    void close();
}
