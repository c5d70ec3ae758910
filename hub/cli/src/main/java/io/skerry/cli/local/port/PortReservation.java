package io.skerry.cli.local.port;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.Map;

/**
 * Ports of 127.0.0.1 that were given out and are not listened on yet. They are bound meanwhile: an {@code up} in another
 * folder, or anybody else, finds them taken and chooses others.
 */
public final class PortReservation {

    private final Map<Integer, ServerSocket> held = new HashMap<>();

    /** Takes the port if it is free; returns whether it was. */
    public boolean take(int port) {
        try {
            var socket = new ServerSocket();
            try {
                socket.setReuseAddress(true);
                socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            } catch (IOException e) {
                socket.close();
                return false;
            }
            held.put(port, socket);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Gives the port to whom it was taken for; nothing happens if it was not taken. */
    public void release(int port) {
        var socket = held.remove(port);
        if (socket != null) {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
