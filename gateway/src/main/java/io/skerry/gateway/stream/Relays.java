package io.skerry.gateway.stream;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.skerry.gateway.address.AddressBook;
import io.skerry.gateway.route.LiveTable;
import io.skerry.model.error.LogKeys;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.netty.resources.LoopResources;

/**
 * The stable loopback ports of components that others depend on. A port is held as long as the table names it, whether or not an instance
 * is ready behind it; one that is taken by somebody else is tried again every second.
 */
public final class Relays implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Relays.class);
    private static final int BACKLOG = 1024;

    private final EventLoopGroup loops;
    private final ServerBootstrap bootstrap;
    private final Set<Integer> wanted = new HashSet<>();
    private final Set<Integer> binding = new HashSet<>();
    private final Map<Integer, Channel> listening = new HashMap<>();
    private volatile Runnable changed = () -> {};

    public Relays(LoopResources resources, LiveTable live, AddressBook addresses) {
        // Not epoll: in Netty 4.2.18 a connection whose input has ended cannot wait for its output to become writable
        // (ENOENT).
        loops = resources.onServer(false);
        var socket = resources.onChannelClass(SocketChannel.class, loops);
        bootstrap = new ServerBootstrap()
                .group(loops)
                .channel(resources.onChannelClass(ServerSocketChannel.class, loops))
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.AUTO_READ, false)
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel client) {
                        int port = client.localAddress().getPort();
                        new RelayedConnection(
                                        client,
                                        socket,
                                        addresses,
                                        () -> live.current().relay(port))
                                .open();
                    }
                });
    }

    /** Calls this whenever a port was taken or given up. */
    public void onChange(Runnable listener) {
        changed = listener;
    }

    /** Holds these ports and no others. Connections that a given-up port brought live on. */
    public synchronized void hold(Set<Integer> ports) {
        wanted.clear();
        wanted.addAll(ports);
        for (var port : List.copyOf(listening.keySet())) {
            if (!wanted.contains(port)) {
                release(port);
            }
        }
        for (int port : wanted) {
            if (!listening.containsKey(port) && binding.add(port)) {
                bind(port, true);
            }
        }
    }

    /** The ports that accept connections, in order. */
    public synchronized List<Integer> held() {
        return listening.keySet().stream().sorted().toList();
    }

    @Override
    public synchronized void close() {
        hold(Set.of());
    }

    private void bind(int port, boolean tellFailure) {
        bootstrap
                .bind(InetAddress.getLoopbackAddress(), port)
                .addListener((ChannelFuture bound) -> bound(port, bound, tellFailure));
    }

    private synchronized void bound(int port, ChannelFuture bound, boolean tellFailure) {
        if (bound.isSuccess()) {
            binding.remove(port);
            listening.put(port, bound.channel());
            if (!wanted.contains(port)) {
                release(port);
            }
            changed.run();
        } else if (wanted.contains(port)) {
            if (tellFailure) {
                LOG.atWarn()
                        .addKeyValue("port", port)
                        .addKeyValue(LogKeys.ERROR, bound.cause().getMessage())
                        .log("a relay's port is taken; trying again every second");
            }
            var _ = loops.schedule(() -> bind(port, false), 1, TimeUnit.SECONDS);
        } else {
            binding.remove(port);
        }
    }

    private void release(int port) {
        var channel = listening.remove(port);
        if (channel != null) {
            var _ = channel.close();
            changed.run();
        }
    }
}
