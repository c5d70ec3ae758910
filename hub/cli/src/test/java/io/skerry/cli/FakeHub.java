package io.skerry.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A hub that says what it was told to say, remembers what it was asked, and keeps uploads. */
final class FakeHub implements AutoCloseable {

    static final String TOKEN = "skp_test";

    private final HttpServer server;
    private final Map<String, Deque<Reply>> replies = new ConcurrentHashMap<>();
    private final Map<String, ByteArrayOutputStream> uploads = new ConcurrentHashMap<>();
    private final List<Asked> asked = new ArrayList<>();

    FakeHub() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    /** One request as it came. */
    record Asked(String method, String path, Map<String, List<String>> headers, String body) {

        String header(String name) {
            return headers.getOrDefault(name, List.of("")).getFirst();
        }
    }

    private record Reply(int status, String body, Map<String, String> headers) {}

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Says that, from now on or once after what was told before; the last one is repeated. */
    FakeHub says(String methodAndPath, int status, String body) {
        return says(methodAndPath, status, body, Map.of());
    }

    FakeHub says(String methodAndPath, int status, String body, Map<String, String> headers) {
        replies.computeIfAbsent(methodAndPath, key -> new ArrayDeque<>()).add(new Reply(status, body, headers));
        return this;
    }

    synchronized List<Asked> asked() {
        return List.copyOf(asked);
    }

    /** The only request of that method and path. */
    Asked theOne(String methodAndPath) {
        var found = asked().stream()
                .filter(a -> (a.method() + " " + a.path()).equals(methodAndPath))
                .toList();
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " requests " + methodAndPath + " among " + asked());
        }
        return found.getFirst();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var method = exchange.getRequestMethod();
            var path = exchange.getRequestURI().toString();
            var bytes = exchange.getRequestBody().readAllBytes();
            synchronized (this) {
                asked.add(new Asked(
                        method,
                        path,
                        Map.copyOf(exchange.getRequestHeaders()),
                        new String(bytes, StandardCharsets.UTF_8)));
            }
            var reply = path.contains("/uploads/") ? upload(exchange, path, bytes) : told(method + " " + path);
            reply.headers().forEach(exchange.getResponseHeaders()::add);
            var body = reply.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
            if (body.length > 0) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    private Reply told(String methodAndPath) {
        var queue = replies.get(methodAndPath);
        if (queue == null) {
            return new Reply(404, "{\"code\":\"not-found\",\"detail\":\"There is no such thing here.\"}", Map.of());
        }
        return queue.size() > 1 ? queue.remove() : queue.element();
    }

    private Reply upload(HttpExchange exchange, String path, byte[] part) {
        var digest = path.substring(path.lastIndexOf('/') + 1);
        var kept = uploads.computeIfAbsent(digest, key -> new ByteArrayOutputStream());
        kept.writeBytes(part);
        var length = exchange.getRequestHeaders().getFirst("Upload-Length");
        var finished = length != null && kept.size() >= Long.parseLong(length);
        return new Reply(
                200,
                "{\"digest\":\"%s\",\"received\":%d,\"finished\":%s}".formatted(digest, kept.size(), finished),
                Map.of());
    }
}
