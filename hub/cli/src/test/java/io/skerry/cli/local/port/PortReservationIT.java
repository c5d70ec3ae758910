package io.skerry.cli.local.port;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortReservationIT {

    private final PortReservation mine = new PortReservation();
    private final PortReservation another = new PortReservation();

    @Test
    void whatOneTookNobodyElseTakesUntilItIsReleased() throws IOException {
        var port = free();

        assertThat(mine.take(port)).isTrue();
        assertThat(another.take(port)).isFalse();
        assertThat(LoopbackPort.isFree(port)).isFalse();

        mine.release(port);
        assertThat(another.take(port)).isTrue();
        another.release(port);
    }

    @Test
    void whatSomebodyListensOnIsNotTaken() throws IOException {
        try (var listening = new ServerSocket(0)) {
            assertThat(mine.take(listening.getLocalPort())).isFalse();
        }
    }

    private static int free() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
