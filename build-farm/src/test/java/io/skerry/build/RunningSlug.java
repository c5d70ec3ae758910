package io.skerry.build;

import static io.skerry.build.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A slug unpacked into a folder of its own, its web process started as a worker would. */
final class RunningSlug implements AutoCloseable {

    private final HttpClient client = HttpClient.newHttpClient();
    private final int port;
    private final Path output;
    private final Process process;

    private RunningSlug(int port, Path output, Process process) {
        this.port = port;
        this.output = output;
        this.process = process;
    }

    static RunningSlug start(Path slug, Path folder, List<Path> toolPath) throws Exception {
        Files.createDirectories(folder);
        var unpacked = new ProcessBuilder("tar", "-xzf", slug.toString(), "-C", folder.toString()).start();
        assertThat(unpacked.waitFor()).isZero();
        var run =
                JsonMapper.shared().readTree(folder.resolve(".skerry/run.json").toFile());
        var port = freePort();
        var output = folder.resolveSibling(folder.getFileName() + ".log");
        var builder = new ProcessBuilder(
                        "/bin/sh", "-c", run.at("/processes/web").asString())
                .directory(folder.resolve("app").toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        var env = builder.environment();
        env.clear();
        run.get("env")
                .properties()
                .forEach(e -> env.put(e.getKey(), e.getValue().asString().replace("{slug}", folder.toString())));
        env.put("PATH", path(run, folder, toolPath));
        env.put("HOME", folder.toString());
        env.put("PORT", Integer.toString(port));
        return new RunningSlug(port, output, builder.start());
    }

    HttpResponse<String> get(String path) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .build();
        eventually("something listens; it said: " + Files.readString(output), () -> {
            assertThat(process.isAlive()).as(Files.readString(output)).isTrue();
            return listens();
        });
        return client.send(request, BodyHandlers.ofString());
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        process.onExit().join();
        client.close();
    }

    private boolean listens() {
        try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static String path(JsonNode run, Path folder, List<Path> toolPath) {
        var folders = new ArrayList<String>();
        run.get("path")
                .forEach(entry -> folders.add(folder.resolve(entry.asString()).toString()));
        toolPath.forEach(entry -> folders.add(entry.toString()));
        folders.add("/usr/local/bin:/usr/bin:/bin");
        return String.join(":", folders);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
