package io.skerry.link.session;

import io.skerry.link.identity.PeerIdentity;
import io.skerry.model.message.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** One connection between an agent and the hub. Calls block; make them from virtual threads. */
public interface Session extends AutoCloseable {

    /** Which of the agent's connections it is. */
    Channel channel();

    /** The agent at the other end, by its verified certificate; empty if it has none, or if the other end is the hub. */
    Optional<PeerIdentity> peer();

    /** When the other side's certificate runs out; {@link Instant#MAX} without one. */
    Instant notAfter();

    /** The other side's address, without port. */
    String remote();

    /**
     * Asks and waits for the answer.
     *
     * @throws LinkClosed if none came in time
     * @throws LinkRefused if the answer is a refusal, or that the message is not known
     */
    Message request(Message message, Duration timeout) throws InterruptedException;

    /** Opens a stream. {@code credit} is how many messages may be on their way or waiting here. */
    Incoming stream(Message request, int credit);

    /** Opens a stream in both directions. */
    Exchange exchange(Message first, int credit) throws InterruptedException;

    /** How long nothing was heard, keepalives included. */
    Duration silence();

    /** Bytes that were handed over for sending and did not reach the network yet. */
    long unsent();

    /** Whether the connection stands. */
    boolean isOpen();

    /** Runs the task when the session ends; at once if it has. It must not block. */
    void onClose(Runnable task);

    /** Cuts the connection. */
    @Override
    void close();
}
