package io.skerry.link.session.rsocket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.ssl.SslHandler;
import io.rsocket.RSocketErrorException;
import io.rsocket.frame.ErrorFrameCodec;
import io.rsocket.frame.FrameLengthCodec;
import io.rsocket.internal.BaseDuplexConnection;
import io.rsocket.transport.netty.RSocketLengthCodec;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;

/** A TCP connection of RSocket that counts its unsent bytes, knows when it last heard anything, and whose certificate was shown. */
final class LinkConnection extends BaseDuplexConnection {

    private static final Logger LOG = LoggerFactory.getLogger(LinkConnection.class);

    private final Connection netty;
    private final UnsentBytes unsent = new UnsentBytes(Limits.MAX_UNSENT);
    private final AtomicLong heard = new AtomicLong(System.nanoTime());

    LinkConnection(Connection netty) {
        this.netty = netty;
        netty.addHandlerLast("skerry-meter", new Meter());
        netty.addHandlerLast("skerry-frames", new RSocketLengthCodec(Limits.MAX_MESSAGE));
        netty.onDispose(unsent::close);
        netty.outbound()
                .send(sender)
                .then()
                .doFinally(end -> netty.dispose())
                .subscribe(done -> {}, error -> LOG.atDebug().setCause(error).log("a connection broke while sending"));
    }

    UnsentBytes unsent() {
        return unsent;
    }

    long silenceNanos() {
        return System.nanoTime() - heard.get();
    }

    /** The verified certificate of the other side, empty if it showed none. */
    Optional<X509Certificate> certificate() {
        try {
            var session =
                    netty.channel().pipeline().get(SslHandler.class).engine().getSession();
            return Optional.of((X509Certificate) session.getPeerCertificates()[0]);
        } catch (SSLPeerUnverifiedException e) {
            return Optional.empty();
        }
    }

    String remoteHost() {
        return remoteAddress() instanceof InetSocketAddress address ? address.getHostString() : "";
    }

    @Override
    public void sendFrame(int streamId, ByteBuf frame) {
        var withLength = FrameLengthCodec.encode(alloc(), frame.readableBytes(), frame);
        if (!unsent.add(withLength.readableBytes())) {
            withLength.release();
            if (!isDisposed()) {
                LOG.atWarn().log("a session is closed: the other side does not take what is sent");
                dispose();
            }
            return;
        }
        super.sendFrame(streamId, withLength);
    }

    @Override
    public void sendErrorAndClose(RSocketErrorException error) {
        var frame = ErrorFrameCodec.encode(alloc(), 0, error);
        sender.tryEmitFinal(FrameLengthCodec.encode(alloc(), frame.readableBytes(), frame));
    }

    @Override
    public Flux<ByteBuf> receive() {
        return netty.inbound().receive().map(FrameLengthCodec::frame);
    }

    @Override
    public ByteBufAllocator alloc() {
        return netty.channel().alloc();
    }

    @Override
    public SocketAddress remoteAddress() {
        return netty.channel().remoteAddress();
    }

    @Override
    public Mono<Void> onClose() {
        return Mono.whenDelayError(super.onClose(), netty.onTerminate());
    }

    @Override
    protected void doOnClose() {
        netty.dispose();
    }

    private final class Meter extends ChannelDuplexHandler {

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
            heard.set(System.nanoTime());
            super.channelRead(context, message);
        }

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
            if (message instanceof ByteBuf bytes) {
                var length = bytes.readableBytes();
                // Reactor Netty hands over void promises, which tell nobody: the one that is listened to must go down.
                super.write(context, message, promise.unvoid().addListener(done -> unsent.sent(length)));
            } else {
                super.write(context, message, promise);
            }
        }
    }
}
