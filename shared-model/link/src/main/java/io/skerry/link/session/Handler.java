package io.skerry.link.session;

import io.skerry.link.codec.MessageCodec;
import io.skerry.model.message.Message;
import io.skerry.model.message.Unsupported;

/**
 * What one side does for the other on one session. Methods run on virtual threads of their own and may block; a {@link LinkRefused}
 * thrown here is thrown at the caller.
 */
public interface Handler {

    /** Answers a request. */
    default Message request(Message message) throws InterruptedException {
        return new Unsupported(MessageCodec.type(message));
    }

    /** Serves a stream; it ends when this returns. */
    default void stream(Message request, Outgoing out) throws InterruptedException {
        throw LinkRefused.unsupported(MessageCodec.type(request));
    }

    /** Serves a stream in both directions; it ends when this returns. */
    default void exchange(Message first, Incoming in, Outgoing out) throws InterruptedException {
        throw LinkRefused.unsupported(MessageCodec.type(first));
    }
}
