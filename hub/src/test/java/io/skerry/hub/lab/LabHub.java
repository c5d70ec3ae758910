package io.skerry.hub.lab;

import io.skerry.hub.api.Json;
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
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The packaged hub over a database that outlives it, asked through its public API by its administrator. */
public final class LabHub implements AutoCloseable {

    private static final Path JAR = Path.of("target/hub.jar").toAbsolutePath();
    private static final Duration ANSWER = Duration.ofSeconds(20);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Path folder;
    private final int port = freePort();
    private final int linkPort = freePort();
    private final Map<String, String> environment;
    private Program program;

    private LabHub(Path folder, Map<String, String> settings) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.environment = new HashMap<>(Map.of(
                "SKERRY_DATA", folder.resolve("data").toString(),
                "SKERRY_HUB_PORT", String.valueOf(port),
                "SKERRY_HUB_LINK_PORT", String.valueOf(linkPort),
                "SKERRY_DATABASE_USER", "skerry",
                "SKERRY_BACKUP_AT", "off",
                "SKERRY_BOOTSTRAP_FILE", bootstrap().toString()));
        environment.putAll(settings);
        this.program = begin();
    }

    /** Starts one over an empty database; returns when it answers. */
    public static LabHub start(Path folder) throws IOException, InterruptedException {
        return start(folder, Map.of());
    }

    /** Starts one with these settings beside the usual ones; returns when it answers. */
    public static LabHub start(Path folder, Map<String, String> settings) throws IOException, InterruptedException {
        var all = new HashMap<>(settings);
        all.computeIfAbsent("SKERRY_DATABASE_URL", _ -> TestDatabase.freshUrl());
        var hub = new LabHub(folder, all);
        hub.awaitAnswer();
        return hub;
    }

    /** Where agents dial. */
    public InetSocketAddress link() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), linkPort);
    }

    /** The hub's own folder. */
    public Path data() {
        return folder.resolve("data");
    }

    /** Kills it, and starts it again over what it left; returns when it answers. */
    public void restart() throws IOException, InterruptedException {
        program.kill();
        program = begin();
        awaitAnswer();
    }

    /** What is at a path. */
    public JsonNode get(String path) throws IOException, InterruptedException {
        return good(send("GET", path, BodyPublishers.noBody(), "application/json"));
    }

    /** Posts, and returns the answer, which must be a good one. */
    public JsonNode post(String path, String body) throws IOException, InterruptedException {
        return good(send("POST", path, BodyPublishers.ofString(body), "application/json"));
    }

    /** Changes some fields of a resource. */
    public JsonNode patch(String path, String body) throws IOException, InterruptedException {
        var now = send("GET", path, BodyPublishers.noBody(), "application/json");
        var etag = now.headers().firstValue("ETag").orElseThrow();
        var patch = BodyPublishers.ofString(body);
        return good(send("PATCH", path, patch, "application/vnd.skerry.merge+json", "If-Match", etag));
    }

    /** Sends any request; whatever the answer is, it is returned. */
    public HttpResponse<String> send(String method, String path, BodyPublisher body, String type, String... headers)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1" + path))
                .timeout(ANSWER)
                .header("Content-Type", type)
                .method(method, body);
        if (headers.length > 0) {
            request.headers(headers);
        }
        if (Files.exists(bootstrap())) {
            request.header("Authorization", "Bearer " + token());
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    /** Uploads an archive of sources and returns its digest. */
    public String upload(String tenant, Path archive) throws IOException, InterruptedException {
        good(offer(tenant, archive));
        return digest(Files.readAllBytes(archive));
    }

    /** Offers what the hub does not have yet of an archive; whatever the answer is, it is returned. */
    public HttpResponse<String> offer(String tenant, Path archive) throws IOException, InterruptedException {
        var bytes = Files.readAllBytes(archive);
        var path = "/tenants/" + tenant + "/uploads/" + digest(bytes);
        var received = get(path).get("received").asInt();
        return send(
                "PATCH",
                path,
                BodyPublishers.ofByteArray(bytes, received, bytes.length - received),
                "application/octet-stream",
                "Upload-Offset",
                String.valueOf(received),
                "Upload-Length",
                String.valueOf(bytes.length));
    }

    /** The operation's state: {@code running}, or how it ended. */
    public String state(String operation) throws IOException, InterruptedException {
        return get("/operations/" + operation).at("/status/state").asString();
    }

    /** One of the hub's own measures. */
    public double measure(String name) throws IOException, InterruptedException {
        var all = send("GET", "/metrics", BodyPublishers.noBody(), "application/json");
        return List.of(all.body().split("\n")).stream()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no measure " + name + " in " + all.body()));
    }

    /** What it has said. */
    public String said() {
        return program.said();
    }

    private JsonNode good(HttpResponse<String> answer) {
        if (answer.statusCode() / 100 != 2) {
            var log = answer.statusCode() / 100 == 5 ? "\n" + said() : "";
            throw new AssertionError(answer + ": " + answer.body() + log);
        }
        return Json.parse(answer.body());
    }

    private Program begin() {
        return Program.start(JAR, folder.resolve("hub.log"), environment, List.of());
    }

    private void awaitAnswer() throws IOException, InterruptedException {
        Eventually.await("the hub answers", () -> {
            if (!program.isAlive()) {
                throw new AssertionError(program.said());
            }
            try {
                return send("GET", "/health", BodyPublishers.noBody(), "application/json")
                                .statusCode()
                        == 200;
            } catch (IOException e) {
                return false;
            }
        });
    }

    private Path bootstrap() {
        return folder.resolve("bootstrap.json");
    }

    private String token() throws IOException {
        return Json.parse(Files.readString(bootstrap())).get("token").asString();
    }

    private static String digest(byte[] bytes) {
        try {
            return "sha256:"
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        program.close();
    }
}
