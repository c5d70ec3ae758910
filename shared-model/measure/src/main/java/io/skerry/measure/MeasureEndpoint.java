package io.skerry.measure;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.MessageDigest;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * A small HTTP server on loopback, apart from whatever else the process serves: a large page made here holds up no request of anybody
 * else. Everything wants the token of {@link MeasureFiles}.
 */
public final class MeasureEndpoint implements AutoCloseable {

    private static final int WAITING = 16;
    private static final String BEARER = "Bearer ";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final String token;

    private MeasureEndpoint(HttpServer server, String token) {
        this.server = server;
        this.token = token;
    }

    /** What is answered at a path. */
    public record Page(String contentType, byte[] content) {}

    /**
     * Listens, and says where in the folder.
     *
     * @param port on 127.0.0.1; 0 for any free one
     * @param labels that a scraper adds to everything it reads here
     * @param pages path → what makes its page
     * @throws IOException if it cannot listen or write into the folder
     */
    public static MeasureEndpoint open(
            MeasureFiles files, int port, Map<String, String> labels, Map<String, Supplier<Page>> pages)
            throws IOException {
        var token = files.keepToken();
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), WAITING);
        var endpoint = new MeasureEndpoint(server, token);
        server.setExecutor(endpoint.threads);
        server.createContext("/", exchange -> endpoint.answer(exchange, pages));
        server.start();
        try {
            files.publish(endpoint.port(), labels);
            return endpoint;
        } catch (IOException e) {
            endpoint.close();
            throw e;
        }
    }

    /** Where it listens. */
    public int port() {
        return server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange, Map<String, Supplier<Page>> pages) throws IOException {
        try (exchange) {
            var page = pages.get(exchange.getRequestURI().getPath());
            if (!mayAsk(exchange)) {
                exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer");
                refuse(exchange, 401, "Show the token of metrics.token as a bearer token.");
            } else if (page == null) {
                refuse(exchange, 404, "There is no such page.");
            } else if (!exchange.getRequestMethod().equals("GET")) {
                refuse(exchange, 405, "Only GET is answered here.");
            } else {
                var made = page.get();
                send(exchange, 200, made.contentType(), made.content());
            }
        }
    }

    private boolean mayAsk(HttpExchange exchange) {
        var shown = exchange.getRequestHeaders().getFirst("Authorization");
        return shown != null
                && shown.startsWith(BEARER)
                && MessageDigest.isEqual(
                        shown.substring(BEARER.length()).strip().getBytes(UTF_8), token.getBytes(UTF_8));
    }

    private static void refuse(HttpExchange exchange, int status, String sentence) throws IOException {
        send(exchange, status, "text/plain; charset=utf-8", (sentence + "\n").getBytes(UTF_8));
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] content) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, content.length == 0 ? -1 : content.length);
        exchange.getResponseBody().write(content);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
