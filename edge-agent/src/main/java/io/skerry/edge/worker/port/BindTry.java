package io.skerry.edge.worker.port;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Tries whether a port can be listened on, as any address of the machine: an instance chooses which. */
public final class BindTry {

    private BindTry() {}

    /** Whether nobody listens on it now. */
    public static boolean succeeds(int port) {
        try (var socket = new ServerSocket()) {
            // As servers do it: a connection of the one before that lingers is no hindrance.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(port), 1);
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
