package io.skerry.link.session.rsocket;

import static org.assertj.core.api.Assertions.assertThat;

import io.rsocket.util.DefaultPayload;
import io.skerry.link.session.Handler;
import io.skerry.model.error.ErrorCode;
import io.skerry.model.message.Message;
import io.skerry.model.message.Refused;
import io.skerry.model.message.Unsupported;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ResponderTests {

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

    private static Message ask(String body, String type) {
        var responder = new Responder(new Handler() {}, new UnsentBytes(Limits.MAX_UNSENT));
        var answer =
                responder.requestResponse(DefaultPayload.create(body, type)).block(Duration.ofSeconds(10));
        return Payloads.read(answer);
    }
}
