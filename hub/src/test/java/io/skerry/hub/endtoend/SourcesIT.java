package io.skerry.hub.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Sources of every kind: projects that nobody here wrote, as registries publish them, static files, and one that gives several components. */
@TestMethodOrder(OrderAnnotation.class)
class SourcesIT {

    private static final String WEB = """
            import http.server, os, urllib.request
            class Handler(http.server.BaseHTTPRequestHandler):
                def do_GET(self):
                    back = urllib.request.urlopen(os.environ["BACK_URL"]).read() if "BACK_URL" in os.environ else b"nobody"
                    body = (os.environ.get("GREETING", "hello") + " and ").encode() + back
                    self.send_response(200)
                    self.send_header("Content-Length", str(len(body)))
                    self.end_headers()
                    self.wfile.write(body)
            print("instance", os.environ["SKERRY_INSTANCE"], flush=True)
            http.server.ThreadingHTTPServer(("127.0.0.1", int(os.environ["PORT"])), Handler).serve_forever()
            """;

    private static final String BACK = "GREETING=\"back in $SKERRY_DATA_CENTER\" exec python3 web.py";

    @TempDir
    private static Path folder;

    private static final FutureTask<Installation.Said> PYTHON = new FutureTask<>(SourcesIT::deployHttpbin);
    private static final FutureTask<Installation.Said> NODE = new FutureTask<>(SourcesIT::deployHttpServer);

    private static Installation skerry;

    @BeforeAll
    static void up() throws Exception {
        skerry = Installation.up(folder, "east,west");
        // Registries take their time: the other tests go on meanwhile.
        Thread.startVirtualThread(PYTHON);
        Thread.startVirtualThread(NODE);
    }

    @AfterAll
    static void down() throws Exception {
        skerry.close();
    }

    private static Installation.Said deployHttpbin() throws Exception {
        run("python3", "-m", "pip", "download", "-q", "--no-deps", "--no-binary", ":all:", "httpbin");
        return deploy(only("httpbin-*.tar.gz"), "python", "httpbin");
    }

    private static Installation.Said deployHttpServer() throws Exception {
        run("npm", "pack", "--silent", "http-server");
        var repository = Files.createDirectories(folder.resolve("git/http-server"));
        run("tar", "-xzf", only("http-server-*.tgz"), "--strip-components=1", "-C", repository.toString());
        try (var git = GitServer.start(folder.resolve("git"))) {
            return deploy(git.publish("http-server"), "node", "files");
        }
    }

    private static String only(String glob) throws IOException {
        try (var found = Files.newDirectoryStream(folder, glob)) {
            return found.iterator().next().toString();
        }
    }

    @Test
    @Order(1)
    void staticFolderIsServed() throws Exception {
        var site = Files.createDirectories(folder.resolve("site"));
        Files.writeString(site.resolve("index.html"), "<h1>served as it is</h1>");
        var said = deploy(site.toString(), "acme", "site");

        assertThat(pages(said, "web").values()).hasSize(2).containsOnly("<h1>served as it is</h1>");
    }

    @Test
    @Order(2)
    void processTypesBecomeComponentsThatReachEachOtherAndChange() throws Exception {
        var source = Files.createDirectories(folder.resolve("pair"));
        Files.writeString(source.resolve("web.py"), WEB);
        Files.writeString(source.resolve("Procfile"), "web: python3 web.py\nback: " + BACK + "\n");
        var wanted = Files.writeString(folder.resolve("pair.json"), """
                {"tenant": "acme", "name": "pair", "release": "manual", "components": [
                  {"name": "back", "spec": {"ports": [{"name": "http", "port": 8080, "protocol": "http", "exposure": "none"}]}},
                  {"name": "web", "spec": {"dependencies": [{"component": "back", "alias": "BACK"}], "update": {"drain": "1s"}}}]}""");
        skerry.succeed("apply", "-f", wanted.toString());

        var said = deploy(source.toString(), "acme", "pair");

        assertThat(said.json().at("/status/result/components")).hasSize(2);
        assertThat(pages(said, "web"))
                .isEqualTo(Map.of(
                        "east", "hello and back in east and nobody", "west", "hello and back in west and nobody"));
        changedEnvironmentIsANewRelease(said);
        restartKeepsTheLinesOfTheInstancesBefore();
    }

    private static void changedEnvironmentIsANewRelease(Installation.Said deployed) throws Exception {
        skerry.succeed("env", "GREETING=welcome", "--tenant", "acme", "--app", "pair");

        assertThat(pages(deployed, "web"))
                .isEqualTo(Map.of(
                        "east", "welcome and back in east and nobody", "west", "welcome and back in west and nobody"));
        assertThat(skerry.succeed("releases", "--tenant", "acme", "--app", "pair", "-o", "json")
                        .json()
                        .get("items"))
                .hasSize(2);
    }

    private static void restartKeepsTheLinesOfTheInstancesBefore() throws Exception {
        Installation.await(
                "two instances of each release wrote a line", () -> instances().size() == 4);
        var before = instances();
        skerry.succeed("restart", "web", "--tenant", "acme", "--app", "pair");

        Installation.await(
                "the lines of those that ended are there",
                () -> instances("--previous").containsAll(before));
        Installation.await("two new ones wrote a line", () -> instances().size() == 6);
        assertThat(instances("--previous")).hasSameElementsAs(before);
    }

    /** What the web instances whose lines are shown said they are. */
    private static List<String> instances(String... which) throws Exception {
        var words = new ArrayList<>(List.of("logs", "--tenant", "acme", "--app", "pair", "-c", "web"));
        words.addAll(List.of(which));
        return skerry.succeed(words.toArray(String[]::new))
                .out()
                .lines()
                .filter(line -> line.contains("instance "))
                .map(line -> line.substring(line.indexOf("instance ")))
                .toList();
    }

    @Test
    @Order(3)
    void pythonPackageRunsFromItsArchive() throws Exception {
        assertThat(PYTHON.get().err()).contains("pyproject.toml").contains("a Flask application");
        assertThat(pages(PYTHON.get(), "web").values())
                .hasSize(2)
                .allSatisfy(page -> assertThat(page).contains("httpbin.org"));
    }

    @Test
    @Order(4)
    void nodePackageRunsFromGit() throws Exception {
        assertThat(NODE.get().err()).contains("package.json").contains("the script 'start' is the web process");
        assertThat(pages(NODE.get(), "web").values())
                .hasSize(2)
                .allSatisfy(page -> assertThat(page).contains("http-server"));
    }

    private static Map<String, String> pages(Installation.Said deployed, String component) throws Exception {
        var pages = new TreeMap<String, String>();
        for (var site : deployed.json().at("/urls/" + component).properties()) {
            var url = site.getValue().get(0).asString();
            // A server may take connections before it has loaded what it serves.
            Installation.await(url + " answers", () -> {
                try {
                    var answer = skerry.get(url);
                    pages.put(site.getKey(), answer.body());
                    return answer.statusCode() == 200;
                } catch (HttpTimeoutException e) {
                    return false;
                }
            });
        }
        return pages;
    }

    private static Installation.Said deploy(String source, String tenant, String application) throws Exception {
        return skerry.succeed("deploy", source, "--tenant", tenant, "--app", application, "-o", "json");
    }

    private static void run(String... command) throws Exception {
        var output = Files.createTempFile(folder, "command", ".log");
        var process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor())
                .as("%s: %s", String.join(" ", command), Files.readString(output))
                .isZero();
    }
}
