package io.skerry.link.session.rsocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rsocket.util.DefaultPayload;
import io.skerry.link.session.Handler;
import io.skerry.link.session.Outgoing;
import io.skerry.model.error.ErrorCode;
import io.skerry.model.message.Epoch;
import io.skerry.model.message.Message;
import io.skerry.model.message.Received;
import io.skerry.model.message.Refused;
import io.skerry.model.message.Unsupported;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ResponderTests {

    private static final Duration LONG = Duration.ofSeconds(10);

    @Test
    void answersAMessageItDoesNotKnow() {
        assertThat(ask("x", "teleport")).isEqualTo(new Unsupported("teleport"));
    }

    @Test
    void refusesBytesItCannotRead() {
        assertThat(ask("not cbor", "received"))
                .isInstanceOfSatisfying(
                        Refused.class, r -> assertThat(r.cause().code()).isEqualTo(ErrorCode.MALFORMED));
    }

    @Test
    void endsWhatFailsSoBadlyThatNobodyExpectsIt() {
        var handler = new Handler() {
            @Override
            public void stream(Message request, Outgoing out) {
                throw new StackOverflowError("a test goes too deep");
            }

            @Override
            public Message request(Message request) {
                throw new StackOverflowError("a test goes too deep");
            }
        };
        var responder = new Responder(handler, new UnsentBytes(Limits.MAX_UNSENT));
        var request = new Received(new Epoch("first", 1), 1);

        assertThatThrownBy(() -> responder.requestStream(Payloads.of(request)).blockLast(LONG))
                .hasMessageContaining("the other side failed");
        assertThatThrownBy(() -> responder.requestResponse(Payloads.of(request)).block(LONG))
                .hasMessageContaining("the other side failed");
    }

    private static Message ask(String body, String type) {
        var responder = new Responder(new Handler() {}, new UnsentBytes(Limits.MAX_UNSENT));
        var answer =
                responder.requestResponse(DefaultPayload.create(body, type)).block(LONG);
        return Payloads.read(answer);
    }
}
