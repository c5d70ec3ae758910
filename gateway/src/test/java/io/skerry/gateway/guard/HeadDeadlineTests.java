package io.skerry.gateway.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpRequestDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HeadDeadlineTests {

    private static final String HEAD = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\n";

    private final HeadDeadline deadline = new HeadDeadline(Duration.ofSeconds(10));
    private final EmbeddedChannel channel =
            new EmbeddedChannel(deadline.bytes(), new HttpRequestDecoder(), deadline.messages());

    @BeforeEach
    void stopTheClock() {
        channel.freezeTime();
    }

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }

    @Test
    void closesWhenAHeadDoesNotEnd() {
        read("POST / HT");
        pass(9);
        read("TP/1.1\r\n");
        assertThat(channel.isOpen()).isTrue();

        pass(2);

        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void doesNotCountTheTimeOfBodyAndAnswer() {
        read(HEAD);
        pass(11);
        read("a");
        pass(11);
        read("bc");
        pass(11);

        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void countsTheHeadAfterABody() {
        read(HEAD);
        read("abc");
        read("GET");
        pass(11);

        assertThat(channel.isOpen()).isFalse();
    }

    private void read(String bytes) {
        channel.writeInbound(Unpooled.copiedBuffer(bytes, StandardCharsets.US_ASCII));
    }

    private void pass(int seconds) {
        channel.advanceTimeBy(seconds, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
    }
}
