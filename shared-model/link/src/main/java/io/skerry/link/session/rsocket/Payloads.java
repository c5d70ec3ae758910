package io.skerry.link.session.rsocket;

import io.rsocket.Payload;
import io.rsocket.util.DefaultPayload;
import io.skerry.link.codec.MessageCodec;
import io.skerry.model.message.Message;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Messages as payloads: the type's name in the metadata, the body in the data. */
final class Payloads {

    private Payloads() {}

    static Payload of(Message message) {
        return DefaultPayload.create(
                ByteBuffer.wrap(MessageCodec.encode(message)),
                ByteBuffer.wrap(MessageCodec.type(message).getBytes(StandardCharsets.UTF_8)));
    }

    static Message read(Payload payload) {
        var data = payload.getData();
        var body = new byte[data.remaining()];
        data.get(body);
        return MessageCodec.decode(payload.getMetadataUtf8(), body);
    }
}
