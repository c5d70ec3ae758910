package io.skerry.hub.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.hub.api.Json;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;

/** A whole Skerry of packaged jars, started by the launcher as a user would, in a folder of its own. */
public final class Installation implements AutoCloseable {

    private static final Path CHECKOUT = Path.of("").toAbsolutePath().getParent();
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Path folder;
    private final Path data;

    private Installation(Path folder) {
        this.folder = folder;
        this.data = folder.resolve("data");
    }

    /** Starts a hub and these data centers; returns once all of them are linked. */
    public static Installation up(Path folder, String dataCenters) throws Exception {
        var installation = new Installation(folder);
        var up = installation.run(
                "up",
                "--detach",
                "--data",
                installation.data.toString(),
                "--dc",
                dataCenters,
                "--port",
                freePort(),
                "--link-port",
                freePort());
        if (up.code() != 0) {
            // What it started before it failed must not stay.
            installation.run("down", "--data", installation.data.toString());
        }
        assertThat(up.code()).as(up.all()).isZero();
        return installation;
    }

    /** Where all its state lies. */
    public Path data() {
        return data;
    }

    /** Where the command line keeps its way into the hub. */
    public Path context() {
        return folder.resolve("config/skerry/config.json");
    }

    /** What a command said. */
    public record Said(int code, String out, String err) {

        public String all() {
            return out + err;
        }

        public JsonNode json() {
            return Json.parse(out);
        }
    }

    /** Runs the launcher with these words. */
    public Said run(String... words) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(CHECKOUT.resolve("skerry").toString()));
        command.addAll(List.of(words));
        var out = Files.createTempFile(folder, "out", ".txt");
        var err = Files.createTempFile(folder, "err", ".txt");
        var builder = new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().put("XDG_CONFIG_HOME", folder.resolve("config").toString());
        builder.environment().put("SKERRY_BUILD", "no");
        var process = builder.start();
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError(
                    String.join(" ", words) + " did not end: " + Files.readString(out) + Files.readString(err));
        }
        return new Said(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    /** Runs the launcher with these words, which must succeed. */
    public Said succeed(String... words) throws IOException, InterruptedException {
        var said = run(words);
        assertThat(said.code())
                .as("%s: %s", String.join(" ", words), said.all())
                .isZero();
        return said;
    }

    /** GETs a URL whose host need not resolve: the address is dialled, the host is sent. */
    public HttpResponse<String> get(String url) throws IOException, InterruptedException {
        var uri = URI.create(url);
        var address = URI.create("http://127.0.0.1:" + uri.getPort() + "/");
        var request =
                HttpRequest.newBuilder(address).header("Host", uri.getHost()).timeout(ANSWER);
        return http.send(request.build(), BodyHandlers.ofString());
    }

    /** The process id of one of the platform's parts, such as {@code hub} or {@code east-agent}. */
    public long pid(String part) throws IOException {
        return Json.parse(Files.readString(data.resolve("run").resolve(part + ".json")))
                .get("pid")
                .asLong();
    }

    /** Waits until a condition holds. */
    public static void await(String what, Condition condition) throws Exception {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("it never came true: " + what);
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }

    /** Something that will hold. */
    public interface Condition {
        boolean holds() throws Exception;
    }

    private static String freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return String.valueOf(socket.getLocalPort());
        }
    }

    @Override
    public void close() throws IOException {
        try {
            succeed("down", "--data", data.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
