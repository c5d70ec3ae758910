package io.skerry.cli.api;

import io.skerry.cli.config.HubContext;
import io.skerry.cli.fault.CliFault;
import io.skerry.cli.fault.ExitCode;
import io.skerry.cli.output.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One hub's public API. Every refusal becomes a {@link CliFault} that says what the hub said. */
public final class HubClient {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(60);
    private static final Duration FOR_EVER = Duration.ZERO;
    private static final int REFUSED = 300;
    private static final String JSON = "application/json";
    private static final String MERGE = "application/vnd.skerry.merge+json";

    private final HubContext hub;
    private final Reads reads;
    private @Nullable HttpClient changes;

    /** The API of that hub, as that user. */
    public HubClient(HubContext hub) {
        this.hub = hub;
        this.reads = new Reads(hub, CONNECT);
    }

    /** Which hub it talks to. */
    public String url() {
        return hub.url();
    }

    /** An object or list. */
    public Answer get(String path) {
        try {
            var answered = reads.open(path, JSON, ANSWER);
            try (var body = Reads.body(answered)) {
                return answer(
                        answered.getResponseCode(),
                        body.readAllBytes(),
                        name -> Objects.requireNonNullElse(answered.getHeaderField(name), ""));
            }
        } catch (IOException e) {
            throw unreachable(e);
        }
    }

    /** An object, empty if there is no such thing. */
    public Optional<Answer> find(String path) {
        try {
            return Optional.of(get(path));
        } catch (CliFault e) {
            if (e.exitCode() == ExitCode.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Every item of a list, page by page. The path may hold a query already. */
    public List<JsonNode> list(String path) {
        var items = new ArrayList<JsonNode>();
        var cursor = "";
        do {
            var next = cursor.isEmpty() ? path : path + (path.contains("?") ? "&" : "?") + "cursor=" + cursor;
            var page = get(next).body();
            items.addAll(page.path("items").values());
            cursor = Json.text(page, "next");
        } while (!cursor.isEmpty());
        return items;
    }

    /** Creates or acts. */
    public Answer post(String path, JsonNode body) {
        return send(request(path)
                .header("Content-Type", JSON)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(BodyPublishers.ofByteArray(Json.write(body))));
    }

    /** Signs in; the answer carries the cookie. Origin is said as a browser would, the hub wants it on changes. */
    public Answer signIn(String path, JsonNode body) {
        return send(bare(path)
                .header("Origin", hub.url())
                .header("Content-Type", JSON)
                .POST(BodyPublishers.ofByteArray(Json.write(body))));
    }

    /** A change by the cookie of a sign-in in place of the token. */
    public Answer withCookie(String method, String path, String cookie, JsonNode body) {
        return send(bare(path)
                .header("Cookie", cookie)
                .header("Origin", hub.url())
                .header("Content-Type", JSON)
                .method(method, BodyPublishers.ofByteArray(Json.write(body))));
    }

    /** Changes what the merge patch names, if the object still has that version. */
    public Answer patch(String path, String etag, JsonNode patch) {
        return send(request(path)
                .header("Content-Type", MERGE)
                .header("If-Match", etag)
                .method("PATCH", BodyPublishers.ofByteArray(Json.write(patch))));
    }

    /** Takes the object away, if it still has that version. */
    public Answer delete(String path, String etag) {
        return send(request(path).header("If-Match", etag).DELETE());
    }

    /** Takes something away that has no version. */
    public Answer delete(String path) {
        return send(request(path).DELETE());
    }

    /** What lies there, byte by byte; to be closed by the caller. */
    public InputStream download(String path) {
        return opened(path, "application/octet-stream");
    }

    /** Sends a part of an upload that begins at that offset. */
    public Answer upload(String path, long offset, long length, byte[] part) {
        return send(request(path)
                .header("Content-Type", "application/octet-stream")
                .header("Upload-Offset", Long.toString(offset))
                .header("Upload-Length", Long.toString(length))
                .method("PATCH", BodyPublishers.ofByteArray(part)));
    }

    /** Server-sent events; to be closed by the caller. */
    public EventReader events(String path) {
        return new EventReader(opened(path, "text/event-stream"));
    }

    private InputStream opened(String path, String type) {
        try {
            var answered = reads.open(path, type, FOR_EVER);
            var body = Reads.body(answered);
            if (answered.getResponseCode() >= REFUSED) {
                try (body) {
                    throw Problem.fault(answered.getResponseCode(), body.readAllBytes());
                }
            }
            return body;
        } catch (IOException e) {
            throw unreachable(e);
        }
    }

    private Answer send(HttpRequest.Builder request) {
        var answered = exchange(request.build());
        return answer(
                answered.statusCode(),
                answered.body(),
                name -> answered.headers().firstValue(name).orElse(""));
    }

    private static Answer answer(int status, byte[] body, UnaryOperator<String> header) {
        if (status >= REFUSED) {
            throw Problem.fault(status, body);
        }
        return new Answer(status, header.apply("ETag"), pair(header.apply("Set-Cookie")), Json.read(body));
    }

    private HttpResponse<byte[]> exchange(HttpRequest request) {
        try {
            return changes().send(request, BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw unreachable(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CliFault.failed("interrupted", null);
        }
    }

    private CliFault unreachable(IOException e) {
        var why = e.getMessage() == null ? "" : ": " + e.getMessage();
        return new CliFault(
                ExitCode.UNREACHABLE,
                "no hub answers at " + hub.url() + why,
                "Start one on this machine with ./skerry up, or name another with --hub URL.");
    }

    /** Made when something is to be changed: see {@link Reads}. */
    private synchronized HttpClient changes() {
        if (changes == null) {
            changes = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(CONNECT)
                    .build();
        }
        return changes;
    }

    private HttpRequest.Builder request(String path) {
        return authorised(bare(path)).timeout(ANSWER);
    }

    private HttpRequest.Builder bare(String path) {
        return HttpRequest.newBuilder(URI.create(hub.url() + path));
    }

    private HttpRequest.Builder authorised(HttpRequest.Builder request) {
        return hub.token() == null ? request : request.header("Authorization", "Bearer " + hub.token());
    }

    private static String pair(String setCookie) {
        var end = setCookie.indexOf(';');
        return end < 0 ? setCookie : setCookie.substring(0, end);
    }
}
