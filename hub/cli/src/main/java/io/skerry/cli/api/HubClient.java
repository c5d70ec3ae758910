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
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** One hub's public API. Every refusal becomes a {@link CliFault} that says what the hub said. */
public final class HubClient {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(60);
    private static final String JSON = "application/json";
    private static final String MERGE = "application/vnd.skerry.merge+json";

    private final HubContext hub;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();

    /** The API of that hub, as that user. */
    public HubClient(HubContext hub) {
        this.hub = hub;
    }

    /** Which hub it talks to. */
    public String url() {
        return hub.url();
    }

    /** An object or list. */
    public Answer get(String path) {
        return send(request(path).GET());
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

    /** Sends a part of an upload that begins at that offset. */
    public Answer upload(String path, long offset, long length, BodyPublisher part) {
        return send(request(path)
                .header("Content-Type", "application/octet-stream")
                .header("Upload-Offset", Long.toString(offset))
                .header("Upload-Length", Long.toString(length))
                .method("PATCH", part));
    }

    /** Server-sent events; to be closed by the caller. */
    public EventReader events(String path) {
        var request = bare(path).header("Accept", "text/event-stream").GET();
        var answer = exchange(authorised(request).build(), BodyHandlers.ofInputStream());
        if (answer.statusCode() >= 300) {
            try (var body = answer.body()) {
                throw Problem.fault(answer.statusCode(), body.readAllBytes());
            } catch (IOException e) {
                throw unreachable(e);
            }
        }
        return new EventReader(answer.body());
    }

    private Answer send(HttpRequest.Builder request) {
        HttpResponse<byte[]> answer = exchange(request.build(), BodyHandlers.ofByteArray());
        if (answer.statusCode() >= 300) {
            throw Problem.fault(answer.statusCode(), answer.body());
        }
        var headers = answer.headers();
        return new Answer(
                answer.statusCode(),
                headers.firstValue("ETag").orElse(""),
                headers.firstValue("Set-Cookie").map(HubClient::pair).orElse(""),
                Json.read(answer.body()));
    }

    private <T> HttpResponse<T> exchange(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
        try {
            return http.send(request, handler);
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

    /** The bytes of a stream that is opened when the request is sent. */
    public static BodyPublisher bytes(java.util.function.Supplier<InputStream> source) {
        return BodyPublishers.ofInputStream(source);
    }
}
