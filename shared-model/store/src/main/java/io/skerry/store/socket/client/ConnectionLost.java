package io.skerry.store.socket.client;

/** The connection ended before the answer came. */
final class ConnectionLost extends Exception {

    private static final long serialVersionUID = 1L;

    private final boolean sent;

    /**
     * @param sent whether the owner may have read the request
     */
    ConnectionLost(boolean sent) {
        super("the connection to the edge store was lost", null, false, false);
        this.sent = sent;
    }

    boolean sent() {
        return sent;
    }
}
