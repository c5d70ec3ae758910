package io.skerry.link.session;

/** The hub's listening end. */
public interface LinkServer extends AutoCloseable {

    /** The port it listens on. */
    int port();

    /** Stops listening and cuts every session. */
    @Override
    void close();
}
