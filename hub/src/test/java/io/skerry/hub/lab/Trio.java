package io.skerry.hub.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** An application of three components from one source, whose every process notes that it was started. */
public final class Trio {

    /** What runs of it in each data center. */
    public static final Map<String, Integer> COPIES = Map.of("web", 2, "api", 1, "worker", 1);

    public static final String PATH = "/tenants/acme/applications/trio";

    private static final String COMPONENTS = """
            {"release": "manual", "components": [
              {"name": "web", "spec": {"update": {"drain": "1s"}, "replicas": {"default": 2},
                "ports": [{"name": "http", "port": 8080, "protocol": "http", "exposure": "public"}]}},
              {"name": "api", "spec": {"update": {"drain": "1s"},
                "ports": [{"name": "http", "port": 8080, "protocol": "http", "exposure": "none"}]}},
              {"name": "worker", "spec": {"update": {"drain": "1s"}}}]}""";

    private final LabHub hub;
    private final Path source;
    private final Path starts;

    /** @param folder that instances of any user can come through to */
    public Trio(LabHub hub, Path folder) throws IOException, InterruptedException {
        this.hub = hub;
        this.source = Files.createDirectories(folder.resolve("source"));
        this.starts = Files.createFile(folder.resolve("starts"));
        Files.setPosixFilePermissions(starts, PosixFilePermissions.fromString("rw-rw-rw-"));
        hub.post("/tenants", "{\"name\": \"acme\"}");
        hub.post("/tenants/acme/applications", "{\"name\": \"trio\", \"spec\": {}}");
        hub.post(PATH + ":apply", COMPONENTS);
        write();
    }

    private void write() throws IOException {
        try (var app = Objects.requireNonNull(Trio.class.getResourceAsStream("/lab/app.py"))) {
            Files.write(source.resolve("app.py"), app.readAllBytes());
        }
        Files.writeString(source.resolve("ledger"), starts.toString());
        Files.writeString(
                source.resolve("Procfile"), "web: python3 app.py\napi: python3 app.py\nworker: python3 app.py\n");
    }

    /** Asks for a deployment of that version; returns its operation. */
    public String deploy(String version) throws IOException, InterruptedException {
        Files.writeString(source.resolve("version"), version);
        var archive = source.resolveSibling("source.tar.gz");
        var packing = new ProcessBuilder("tar", "-czf", archive.toString(), "-C", source.toString(), ".").start();
        if (packing.waitFor() != 0) {
            throw new IllegalStateException("tar failed");
        }
        var digest = hub.upload("acme", archive);
        return hub.post(PATH + ":deploy", "{\"source\": {\"upload\": {\"digest\": \"" + digest + "\"}}}")
                .get("name")
                .asString();
    }

    /** The number of the newest release. */
    public long release() throws IOException, InterruptedException {
        var newest = 0L;
        for (var release : hub.get(PATH + "/releases").get("items")) {
            newest = Math.max(newest, release.at("/spec/number").asLong());
        }
        return newest;
    }

    /** The instances of which a process was started more than once; none of them ever ends by itself. */
    public List<String> startedTwice() throws IOException {
        var counts = new TreeMap<String, Integer>();
        Files.readAllLines(starts).forEach(line -> counts.merge(line.split(" ", -1)[0], 1, Integer::sum));
        return counts.entrySet().stream()
                .filter(entry -> entry.getValue() > 1)
                .map(entry -> entry.getKey() + " was started " + entry.getValue() + " times")
                .toList();
    }

    /** How many instances there ever were. */
    public long started() throws IOException {
        try (var lines = Files.lines(starts)) {
            return lines.count();
        }
    }
}
