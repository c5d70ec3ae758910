package io.skerry.hub.datacenter.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.hub.api.Json;
import io.skerry.testkit.crash.Crash;
import io.skerry.testkit.crash.CrashAgent;
import io.skerry.testkit.crash.CrashPoint;
import io.skerry.testkit.lab.Program;
import io.skerry.testkit.patience.Eventually;
import io.skerry.testkit.postgres.TestDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.databind.JsonNode;

/** A hub of its own process over a database that outlives it. */
final class HubProcess implements AutoCloseable {

    private static final Path JAR = Path.of("target/hub.jar").toAbsolutePath();
    private static final Duration ANSWER = Duration.ofSeconds(5);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Path folder;
    private final String database;
    private final Path armed;
    private final int port = freePort();
    private final int linkPort = freePort();
    private final Map<String, String> environment;
    private Program program;
    private int unanswered;

    HubProcess(Path folder) throws IOException {
        this(folder, TestDatabase.freshUrl());
    }

    private HubProcess(Path folder, String database) throws IOException {
        this.folder = folder;
        this.database = database;
        this.armed = folder.resolve("armed");
        this.environment = Map.of(
                "SKERRY_DATA", folder.resolve("data").toString(),
                "SKERRY_HUB_PORT", String.valueOf(port),
                "SKERRY_HUB_LINK_PORT", String.valueOf(linkPort),
                "SKERRY_DATABASE_URL", database,
                "SKERRY_DATABASE_USER", "skerry",
                "SKERRY_BOOTSTRAP_FILE", folder.resolve("bootstrap.json").toString());
    }

    /** Another hub over the same database, of the same installation. */
    HubProcess beside(Path other) throws IOException {
        var beside = new HubProcess(other, database);
        Files.createDirectories(other.resolve("data/keys"));
        try (var keys = Files.list(folder.resolve("data/keys"))) {
            for (var key : keys.toList()) {
                Files.copy(key, other.resolve("data/keys").resolve(key.getFileName()));
            }
        }
        Files.copy(folder.resolve("bootstrap.json"), other.resolve("bootstrap.json"));
        return beside;
    }

    /** Starts it; returns when it answers. */
    void start(CrashPoint... points) throws IOException {
        Files.deleteIfExists(armed);
        start(points.length == 0 ? List.of() : List.of(CrashAgent.argument(armed, points)));
    }

    /** Starts it with these arguments of the JVM; returns when it answers. */
    void start(List<String> arguments) {
        program = Program.start(JAR, folder.resolve("hub.log"), environment, arguments);
        Eventually.await("the hub answers", () -> {
            assertThat(program.isAlive()).as(program::said).isTrue();
            return send("GET", "/health", null).isPresent();
        });
    }

    /** From now on its crash points count. */
    void arm() throws IOException {
        Files.createFile(armed);
    }

    void kill() {
        program.kill();
    }

    void pause() {
        program.pause();
    }

    void resume() {
        program.resume();
    }

    String said() {
        return program.said();
    }

    /** A connection to its database, as its owner. */
    JdbcClient sql() {
        return JdbcClient.create(new DriverManagerDataSource(database));
    }

    /** Its name among the hubs. */
    String name() throws IOException {
        return Files.readString(folder.resolve("data/hub-id")).strip();
    }

    /** Waits until it died of its crash point. */
    void awaitCrash() {
        assertThat(program.awaitExit(Duration.ofSeconds(30))).as(program::said).isEqualTo(Crash.EXIT_CODE);
    }

    InetSocketAddress link() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), linkPort);
    }

    /** Does it once, however often that must be asked: the hub may die and come back in between. */
    JsonNode once(String path, String body) {
        var key = UUID.randomUUID().toString();
        var answer = new ArrayList<JsonNode>();
        Eventually.await("an answer to POST " + path, () -> {
            send("POST", path, body, "Idempotency-Key", key).ifPresentOrElse(answer::add, () -> unanswered++);
            return !answer.isEmpty();
        });
        return answer.getFirst();
    }

    /** How often {@link #once} had to ask again. */
    int unanswered() {
        return unanswered;
    }

    JsonNode get(String path) {
        return send("GET", path, null).orElseThrow();
    }

    /** The answer; empty if there was none, or one that says to come again. */
    private Optional<JsonNode> send(String method, String path, String body, String... headers) {
        try {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1" + path))
                    .timeout(ANSWER)
                    .header("Content-Type", "application/json")
                    .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
            if (headers.length > 0) {
                request.headers(headers);
            }
            if (Files.exists(folder.resolve("bootstrap.json"))) {
                request.header("Authorization", "Bearer " + token());
            }
            var answer = http.send(request.build(), BodyHandlers.ofString());
            if (answer.statusCode() >= 500) {
                return Optional.empty();
            }
            assertThat(answer.statusCode())
                    .as("%s %s: %s", method, path, answer.body())
                    .isLessThan(300);
            return Optional.of(Json.parse(answer.body()));
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private String token() throws IOException {
        return Json.parse(Files.readString(folder.resolve("bootstrap.json")))
                .get("token")
                .asString();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        if (program != null) {
            program.close();
        }
    }

    /** The names of what a list holds. */
    List<String> names(String path) {
        var names = new ArrayList<String>();
        get(path).get("items").forEach(item -> names.add(item.get("name").asString()));
        return names;
    }
}
