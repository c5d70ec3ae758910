package io.skerry.link.session;

/** Decides what a new session may do. */
@FunctionalInterface
public interface Acceptor {

    /**
     * The handler of what the other side asks for on this session. Called on an I/O thread: it must not block.
     *
     * @throws LinkRefused if the session is not wanted
     */
    Handler accept(Session session);
}
