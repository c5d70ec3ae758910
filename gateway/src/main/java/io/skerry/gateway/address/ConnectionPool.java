package io.skerry.gateway.address;

import io.netty.channel.ChannelOption;
import io.netty.handler.timeout.ReadTimeoutHandler;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import reactor.netty.Connection;
import reactor.netty.NettyPipeline;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;

/**
 * Kept-alive connections to one instance. Idle ones are closed after a second, well before common servers do it (gunicorn 2 s, Node 5 s):
 * a request is then hardly ever written to a connection that its other end is closing, which matters because a POST is never sent twice.
 */
final class ConnectionPool {

    static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
    static final Duration IDLE = Duration.ofSeconds(1);
    private static final Duration ACQUIRE_TIMEOUT = Duration.ofSeconds(5);
    /** How long an answer that has begun may say nothing: event streams are quiet for long, dead hosts for ever. */
    private static final Duration QUIET = Duration.ofHours(1);

    private static final int MAX_CONNECTIONS = 2_000;
    private static final int MAX_WAITING = 1_000;

    private final ConnectionProvider provider;
    private final HttpClient client;

    ConnectionPool(String instance, InetSocketAddress address, LoopResources loops, Duration answerTimeout) {
        provider = ConnectionProvider.builder("gateway-" + instance)
                .maxConnections(MAX_CONNECTIONS)
                .pendingAcquireMaxCount(MAX_WAITING)
                .pendingAcquireTimeout(ACQUIRE_TIMEOUT)
                .maxIdleTime(IDLE)
                .evictInBackground(IDLE)
                .lifo()
                .build();
        client = HttpClient.create(provider)
                .runOn(loops)
                .protocol(HttpProtocol.HTTP11)
                .remoteAddress(() -> address)
                .disableRetry(true)
                .followRedirect(false)
                .compress(false)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) CONNECT_TIMEOUT.toMillis())
                .option(ChannelOption.SO_KEEPALIVE, true)
                .doOnChannelInit((observer, channel, remote) ->
                        channel.pipeline().addAfter(NettyPipeline.HttpCodec, "skerry.earlyHints", new EarlyHints()))
                .responseTimeout(answerTimeout)
                .doOnResponse((response, connection) -> waitLonger(connection))
                .httpResponseDecoder(decoder -> decoder.maxHeaderSize(64 * 1024).maxInitialLineLength(16 * 1024));
    }

    HttpClient client() {
        return client;
    }

    /** Closes idle connections now and busy ones when they are given back. */
    void close() {
        provider.disposeLater().subscribe();
    }

    private static void waitLonger(Connection connection) {
        var pipeline = connection.channel().pipeline();
        if (pipeline.get(NettyPipeline.ResponseTimeoutHandler) != null) {
            pipeline.replace(
                    NettyPipeline.ResponseTimeoutHandler,
                    NettyPipeline.ResponseTimeoutHandler,
                    new ReadTimeoutHandler(QUIET.toSeconds(), TimeUnit.SECONDS));
        }
    }
}
