package io.skerry.hub.datacenter.link;

import io.skerry.hub.datacenter.enrolment.Enrolment;
import io.skerry.link.codec.MessageCodec;
import io.skerry.link.session.Handler;
import io.skerry.link.session.LinkRefused;
import io.skerry.link.session.Session;
import io.skerry.model.error.ErrorCode;
import io.skerry.model.message.Enrol;
import io.skerry.model.message.Message;
import io.skerry.model.message.Recover;
import java.time.Duration;

/** A session without a certificate: it may enrol or recover, for ten seconds. */
final class StrangerHandler implements Handler {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Session session;
    private final Enrolment enrolment;

    StrangerHandler(Session session, Enrolment enrolment) {
        this.session = session;
        this.enrolment = enrolment;
        Thread.ofVirtual().name("link-stranger").start(this::closeInTime);
    }

    @Override
    public Message request(Message message) {
        return switch (message) {
            case Enrol enrol -> enrolment.enrol(enrol, session.remote());
            case Recover recover -> enrolment.recover(recover, session.remote());
            default ->
                throw LinkRefused.of(
                        ErrorCode.UNAUTHENTICATED, "without a certificate there is no " + MessageCodec.type(message));
        };
    }

    private void closeInTime() {
        try {
            Thread.sleep(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        session.close();
    }
}
