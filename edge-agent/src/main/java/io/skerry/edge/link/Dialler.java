package io.skerry.edge.link;

import io.skerry.edge.sync.SiteMemory;
import io.skerry.link.codec.MessageCodec;
import io.skerry.link.identity.Credentials;
import io.skerry.link.identity.HubTrust;
import io.skerry.link.session.Channel;
import io.skerry.link.session.LinkClient;
import io.skerry.link.session.LinkClosed;
import io.skerry.link.session.Session;
import io.skerry.model.message.Goaway;
import io.skerry.model.message.Hello;
import io.skerry.model.message.Message;
import io.skerry.model.message.Welcome;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Supplier;

/** Makes one control session: dial, say who and where we are, be welcomed. */
final class Dialler {

    private static final Duration ANSWER = Duration.ofSeconds(15);
    private static final String SOFTWARE = "0.1.0";

    private final LinkSettings settings;
    private final String storeId;
    private final SiteMemory memory;
    private final LinkClient client;
    private final Identity identity;
    private final Supplier<ControlHandler> handlers;
    private final String runId = UUID.randomUUID().toString();

    Dialler(
            LinkSettings settings,
            String storeId,
            SiteMemory memory,
            LinkClient client,
            Identity identity,
            Supplier<ControlHandler> handlers) {
        this.settings = settings;
        this.storeId = storeId;
        this.memory = memory;
        this.client = client;
        this.identity = identity;
        this.handlers = handlers;
    }

    /** What came of it. */
    sealed interface Outcome {
        record Welcomed(Speaker speaker, ControlHandler handler) implements Outcome {}

        record Later(Duration comeBackAfter, String why) implements Outcome {}
    }

    SiteMemory memory() {
        return memory;
    }

    /**
     * Dials a hub.
     *
     * @throws io.skerry.link.session.LinkException if it cannot be reached or refuses us
     */
    Outcome dial(InetSocketAddress hub) throws InterruptedException {
        var own = identity.own().orElseThrow(() -> new LinkClosed("not enrolled"));
        var handler = handlers.get();
        var session = client.dial(hub, Channel.CONTROL, own, HubTrust.of(own), s -> handler);
        try {
            return outcome(session, handler, session.request(hello(own), ANSWER));
        } catch (RuntimeException | InterruptedException e) {
            session.close();
            throw e;
        }
    }

    private Outcome outcome(Session session, ControlHandler handler, Message answer) {
        return switch (answer) {
            case Goaway goaway -> {
                session.close();
                yield new Outcome.Later(Duration.ofMillis(goaway.comeBackAfterMillis()), goaway.reason());
            }
            case Welcome welcome
            when welcome.comeBackAfterMillis() > 0 -> {
                session.close();
                yield new Outcome.Later(Duration.ofMillis(welcome.comeBackAfterMillis()), "not now");
            }
            case Welcome welcome -> {
                var guard = memory.enter(welcome.epoch())
                        .orElseThrow(() -> new LinkClosed("the hub gave an epoch that is over"));
                var speaker = new Speaker(session, welcome.epoch(), guard, welcome.ackedSeq());
                handler.welcomed(speaker);
                yield new Outcome.Welcomed(speaker, handler);
            }
            default -> throw new LinkClosed("the hub answered hello with " + MessageCodec.type(answer));
        };
    }

    private Hello hello(Credentials own) {
        var head = memory.head();
        return new Hello(
                String.valueOf(own.name().agent()),
                runId,
                storeId,
                settings.roles(),
                MessageCodec.PROTOCOL,
                SOFTWARE,
                head.incarnation(),
                head.version(),
                head.chain(),
                memory.holding(),
                settings.gateways());
    }
}
