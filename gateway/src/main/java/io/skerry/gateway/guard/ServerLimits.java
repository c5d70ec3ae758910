package io.skerry.gateway.guard;

import io.netty.channel.ChannelOption;
import java.time.Duration;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.resources.LoopResources;

/**
 * The limits every client has.
 *
 * @param head longest time from the first byte of a request's head to its last
 * @param quietBody longest silence inside a request's body
 * @param keepAlive longest silence between requests
 */
public record ServerLimits(
        int maxConnections, int maxRequestLine, int maxHeaders, Duration head, Duration quietBody, Duration keepAlive) {

    public static final ServerLimits DEFAULT = new ServerLimits(
            10_000, 16 * 1024, 32 * 1024, Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofSeconds(75));

    private static final int BACKLOG = 1024;

    /** Puts the limits on a server that runs on these event loops. */
    public NettyServerCustomizer on(LoopResources loops) {
        var connections = new ConnectionLimit(maxConnections);
        return server -> limited(server, connections).runOn(loops);
    }

    private HttpServer limited(HttpServer server, ConnectionLimit connections) {
        return server.httpRequestDecoder(decoder -> decoder.maxInitialLineLength(maxRequestLine)
                        .maxHeaderSize(maxHeaders)
                        .allowDuplicateContentLengths(false)
                        .validateHeaders(true))
                .idleTimeout(keepAlive)
                .readTimeout(quietBody)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .doOnChannelInit((observer, channel, remote) -> {
                    if (connections.admit(channel)) {
                        ClientPipeline.guard(channel, head);
                    }
                });
    }
}
