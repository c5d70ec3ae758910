package io.skerry.hub.bench;

import io.skerry.hub.api.Json;
import io.skerry.hub.endtoend.Installation;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The public API of an installation's hub, as its administrator. */
final class HubApi {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI hub;
    private final String token;

    private HubApi(URI hub, String token) {
        this.hub = hub;
        this.token = token;
    }

    /** The hub the installation's command line is signed in at. */
    static HubApi of(Installation skerry) throws IOException {
        var contexts = Json.parse(Files.readString(skerry.context()));
        var url = contexts.get("current").asString();
        return new HubApi(
                URI.create(url), contexts.get("hubs").get(url).get("token").asString());
    }

    URI address() {
        return hub;
    }

    /** The header that says who asks. */
    String authorization() {
        return "Bearer " + token;
    }

    Answer get(String path) throws IOException, InterruptedException {
        return send("GET", path, null, null);
    }

    Answer post(String path, String body) throws IOException, InterruptedException {
        return send("POST", path, body, null).good();
    }

    Answer put(String path, String body, String etag) throws IOException, InterruptedException {
        return send("PUT", path, body, etag).good();
    }

    private Answer send(String method, String path, @Nullable String body, @Nullable String etag)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(hub.resolve("/api/v1" + path))
                .timeout(TIMEOUT)
                .header("Authorization", authorization())
                .header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (etag != null) {
            request.header("If-Match", etag);
        }
        return new Answer(http.send(request.build(), BodyHandlers.ofString()));
    }

    /** What it answered. */
    record Answer(HttpResponse<String> response) {

        JsonNode json() {
            return Json.parse(response.body());
        }

        String etag() {
            return response.headers().firstValue("ETag").orElseThrow();
        }

        Answer good() {
            if (response.statusCode() / 100 != 2) {
                throw new IllegalStateException(response + ": " + response.body());
            }
            return this;
        }
    }
}
