package io.skerry.hub;

import io.skerry.hub.HubSettings.DatabaseSettings;
import io.skerry.hub.api.Json;
import io.skerry.testkit.postgres.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/** A real hub on a free port over a real database, and a caller who may everything. Every answer is held against the OpenAPI file. */
public final class TestHub implements AutoCloseable {

    private final HttpClient http = HttpClient.newHttpClient();
    private final ApiContract contract = ApiContract.read();
    private final HubSettings settings;
    private final JsonNode bootstrap;
    private ConfigurableApplicationContext context;

    private TestHub(HubSettings settings, ConfigurableApplicationContext context, JsonNode bootstrap) {
        this.settings = settings;
        this.context = context;
        this.bootstrap = bootstrap;
    }

    /** Starts a hub on an empty database. */
    public static TestHub start() {
        return start(settings -> settings);
    }

    /** Starts a hub on the empty database at that URL. */
    public static TestHub over(String url) {
        return start(settings -> new HubSettings(
                settings.data(), 0, 0, new DatabaseSettings(url, "skerry", null), settings.bootstrapFile()));
    }

    /** Starts a hub on an empty database with other settings than usual. */
    public static TestHub start(UnaryOperator<HubSettings> other) {
        try {
            var data = Files.createTempDirectory("skerry-hub");
            var bootstrap = data.resolve("bootstrap.json");
            var settings = other.apply(new HubSettings(
                    data, 0, 0, new DatabaseSettings(TestDatabase.freshUrl(), "skerry", null), bootstrap));
            var context = HubApplication.start(settings);
            return new TestHub(settings, context, Json.parse(Files.readString(bootstrap)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops the hub and starts it again on the same database. */
    public void restart() {
        context.close();
        context = HubApplication.start(settings);
    }

    /** Does something while the hub's database is away. */
    public void withoutDatabase(Runnable work) {
        TestDatabase.whileAway(settings.database().url(), work);
    }

    /** Ends every connection of the hub to its database. */
    public void cutDatabase() {
        TestDatabase.cutConnections(settings.database().url());
    }

    public <T> T bean(String name, Class<T> type) {
        return context.getBean(name, type);
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** Stops the hub; {@link #restart} starts it again. */
    public void stop() {
        context.close();
    }

    public HubSettings settings() {
        return settings;
    }

    /** For requests whose answers are not held against the OpenAPI file. */
    public HttpClient http() {
        return http;
    }

    public Path data() {
        return settings.data();
    }

    public String password() {
        return bootstrap.get("password").asString();
    }

    public String token() {
        return bootstrap.get("token").asString();
    }

    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port") + path);
    }

    /** A request as the administrator. */
    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(uri(path)).header("Authorization", "Bearer " + token());
    }

    public Answer get(String path) {
        return send(request(path).GET());
    }

    /** Follows an operation until it has ended. */
    public Answer ended(String location) {
        for (var deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos(); System.nanoTime() < deadline; ) {
            var answer = get(location + "?wait=10s");
            if (List.of("succeeded", "failed", "cancelled")
                    .contains(answer.json().at("/status/state").asString())) {
                return answer;
            }
        }
        throw new AssertionError("still open: " + get(location));
    }

    public Answer post(String path, String body, String... headers) {
        return send(with(request(path).POST(BodyPublishers.ofString(body)), headers));
    }

    public Answer put(String path, String body, String... headers) {
        return send(with(request(path).PUT(BodyPublishers.ofString(body)), headers));
    }

    public Answer patch(String path, String body, String... headers) {
        return send(with(
                request(path)
                        .method("PATCH", BodyPublishers.ofString(body))
                        .header("Content-Type", "application/vnd.skerry.merge+json"),
                headers));
    }

    public Answer delete(String path, String... headers) {
        return send(with(request(path).DELETE(), headers));
    }

    public Answer send(HttpRequest.Builder request) {
        try {
            var built = request.timeout(Duration.ofSeconds(40)).build();
            var answer = http.send(built, BodyHandlers.ofString());
            contract.check(built.method(), answer);
            return new Answer(answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Reads events of a watch until one satisfies the condition; returns them all, that one included. */
    public List<Event> watch(String path, Predicate<Event> until, String... headers) {
        var request = with(request(path).GET(), headers)
                .timeout(Duration.ofSeconds(60))
                .build();
        try (Stream<String> lines = http.send(request, BodyHandlers.ofLines()).body()) {
            var events = new ArrayList<Event>();
            var fields = new String[] {"", "", ""};
            for (var line : (Iterable<String>) lines::iterator) {
                if (line.startsWith("id: ")) {
                    fields[0] = line.substring(4);
                } else if (line.startsWith("event: ")) {
                    fields[1] = line.substring(7);
                } else if (line.startsWith("data: ")) {
                    fields[2] = line.substring(6);
                } else if (line.isEmpty()) {
                    var event = new Event(fields[0], fields[1], Json.parse(fields[2]));
                    events.add(event);
                    fields = new String[] {"", "", ""};
                    if (until.test(event)) {
                        return events;
                    }
                }
            }
            return events;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static HttpRequest.Builder with(HttpRequest.Builder request, String... headers) {
        for (var i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return request;
    }

    @Override
    public void close() {
        context.close();
    }

    /** One server-sent event. */
    public record Event(String id, String type, JsonNode data) {}

    /** What came back. */
    public record Answer(HttpResponse<String> response) {

        public int status() {
            return response.statusCode();
        }

        public JsonNode json() {
            return Json.parse(response.body());
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        @Override
        public String toString() {
            return status() + " " + response.body();
        }
    }
}
