package io.skerry.link.session.rsocket;

import io.rsocket.RSocket;
import io.skerry.link.identity.PeerIdentity;
import io.skerry.link.session.Channel;
import io.skerry.link.session.Exchange;
import io.skerry.link.session.Incoming;
import io.skerry.link.session.LinkClosed;
import io.skerry.link.session.LinkRefused;
import io.skerry.link.session.Session;
import io.skerry.model.message.Message;
import io.skerry.model.message.Refused;
import io.skerry.model.message.Unsupported;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/** A session over one RSocket connection. */
final class RSocketSession implements Session {

    private final Channel channel;
    private final LinkConnection connection;
    private final RSocket socket;
    private final Optional<PeerIdentity> peer;
    private final Instant notAfter;

    RSocketSession(Channel channel, LinkConnection connection, RSocket socket) {
        this.channel = channel;
        this.connection = connection;
        this.socket = socket;
        var certificate = connection.certificate();
        peer = certificate.flatMap(PeerIdentity::of);
        notAfter = certificate
                .map(X509Certificate::getNotAfter)
                .map(Date::toInstant)
                .orElse(Instant.MAX);
    }

    @Override
    public Channel channel() {
        return channel;
    }

    @Override
    public Optional<PeerIdentity> peer() {
        return peer;
    }

    @Override
    public Instant notAfter() {
        return notAfter;
    }

    @Override
    public String remote() {
        return connection.remoteHost();
    }

    @Override
    public Message request(Message message, Duration timeout) throws InterruptedException {
        var answer =
                socket.requestResponse(Payloads.of(message)).timeout(timeout).toFuture();
        try {
            var payload = answer.get();
            if (payload == null) {
                throw new LinkClosed("an answer without a message");
            }
            return accepted(Payloads.read(payload));
        } catch (ExecutionException e) {
            throw new LinkClosed("no answer: " + e.getCause(), e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            throw e;
        }
    }

    @Override
    public Incoming stream(Message request, int credit) {
        var in = new IncomingStream(credit);
        socket.requestStream(Payloads.of(request)).subscribe(in);
        return in;
    }

    @Override
    public Exchange exchange(Message first, int credit) throws InterruptedException {
        var out = new OutgoingStream(connection.unsent(), () -> {});
        var in = new IncomingStream(credit);
        socket.requestChannel(Flux.from(out)).subscribe(in);
        var exchange = new Both(in, out);
        exchange.send(first);
        return exchange;
    }

    @Override
    public Duration silence() {
        return Duration.ofNanos(connection.silenceNanos());
    }

    @Override
    public long unsent() {
        return connection.unsent().get();
    }

    @Override
    public boolean isOpen() {
        return !connection.isDisposed() && !socket.isDisposed();
    }

    @Override
    public void onClose(Runnable task) {
        connection.onClose().subscribe(done -> {}, error -> task.run(), task);
    }

    @Override
    public void close() {
        socket.dispose();
        connection.dispose();
    }

    @Override
    public String toString() {
        return channel.text()
                + peer.map(p -> "[" + p.dataCenter() + "/" + p.agentId() + "]").orElse("[]");
    }

    private static Message accepted(Message answer) {
        return switch (answer) {
            case Refused refused -> throw new LinkRefused(refused.cause());
            case Unsupported unknown -> throw LinkRefused.unsupported(unknown.type());
            default -> answer;
        };
    }

    private record Both(IncomingStream in, OutgoingStream out) implements Exchange {

        @Override
        public @Nullable Message next(Duration wait) throws InterruptedException {
            return in.next(wait);
        }

        @Override
        public boolean ended() {
            return in.ended();
        }

        @Override
        public void send(Message message) throws InterruptedException {
            out.send(message);
        }

        @Override
        public boolean isOpen() {
            return out.isOpen();
        }

        @Override
        public void complete() {
            out.end(null);
        }

        @Override
        public void close() {
            out.cancel();
            in.close();
        }
    }
}
