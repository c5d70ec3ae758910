package io.skerry.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.build.sandbox.Folders;
import io.skerry.build.source.Archives;
import io.skerry.model.application.Source;
import io.skerry.model.build.BuildResult;
import io.skerry.model.error.ErrorCode;
import io.skerry.testkit.store.InMemoryEdgeStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Builds a source of every language with the machine's own tools and registries, and runs the slug in another folder. */
class LanguagesIT {

    private static final String NODE_SERVER = """
            const ms = require('ms');
            require('http').createServer((q, a) => a.end('two minutes are ' + ms('2m')))
                .listen(process.env.PORT, '127.0.0.1');
            """;

    private static final String MODULE = "github.com/google/uuid v1.6.0";

    private static final String GO_SERVER = """
            package main

            import (
                "fmt"
                "net"
                "os"

                "github.com/google/uuid"
            )

            func main() {
                listener, _ := net.Listen("tcp", "127.0.0.1:"+os.Getenv("PORT"))
                for {
                    c, _ := listener.Accept()
                    c.Read(make([]byte, 4096))
                    fmt.Fprint(c, "HTTP/1.1 200 OK\\r\\nContent-Length: 44\\r\\n\\r\\ngo says ", uuid.Nil)
                    c.Close()
                }
            }
            """;

    private static final String POM = """
            <project>
              <modelVersion>4.0.0</modelVersion>
              <groupId>shop</groupId>
              <artifactId>shop</artifactId>
              <version>1</version>
              <properties>
                <maven.compiler.source>17</maven.compiler.source>
                <maven.compiler.target>17</maven.compiler.target>
                <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
              </properties>
              <build>
                <finalName>shop-1</finalName>
                <plugins>
                  <plugin>
                    <artifactId>maven-jar-plugin</artifactId>
                    <configuration>
                      <archive><manifest><mainClass>Shop</mainClass></manifest></archive>
                    </configuration>
                  </plugin>
                </plugins>
              </build>
            </project>
            """;

    private static final String JAVA_SERVER = """
            import com.sun.net.httpserver.HttpServer;
            import java.net.InetSocketAddress;

            public class Shop {
                public static void main(String[] args) throws Exception {
                    var port = Integer.parseInt(System.getenv("PORT"));
                    var server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
                    server.createContext("/", exchange -> {
                        exchange.sendResponseHeaders(200, 9);
                        exchange.getResponseBody().write("java here".getBytes());
                        exchange.close();
                    });
                    server.start();
                }
            }
            """;

    private static final String PROJECT = """
            [build-system]
            requires = ["setuptools"]
            build-backend = "setuptools.build_meta"
            [project]
            name = "hello"
            version = "1"
            requires-python = ">=3.10,<3.13"
            dependencies = ["bottle"]
            [project.scripts]
            hello = "hello:main"
            [tool.setuptools]
            py-modules = ["hello"]
            """;

    private static final String HELLO = """
            import os, bottle, sys

            def main():
                bottle.route('/')(lambda: 'python %d.%d' % sys.version_info[:2])
                bottle.run(port=int(os.environ['PORT']), host='127.0.0.1')
            """;

    @TempDir
    private Path folder;

    private BuilderAtWork builder;

    @BeforeEach
    void begin() {
        builder = new BuilderAtWork(folder.resolve("dc"), new InMemoryEdgeStore()).begin();
    }

    @AfterEach
    void end() {
        builder.close();
    }

    @Test
    void buildsNodeFromItsLockAndUsesWhatItInstalledAgain() throws Exception {
        Consumer<Archives> source = a -> a.file("shop-1.2/package.json", packageJson("^2.1.0", ""))
                .file("shop-1.2/package-lock.json", LOCK)
                .file("shop-1.2/server.js", NODE_SERVER);

        var first = built(source);
        var second = built(source);

        assertThat(first.times().cached()).isFalse();
        assertThat(second.times().cached()).isTrue();
        assertThat(second.artifact()).isEqualTo(first.artifact());
        assertThat(first.artifact().requires()).containsOnlyKeys("node");
        assertThat(page(second)).isEqualTo("two minutes are 120000");
    }

    @Test
    void buildsNodeWithoutALockAndRunsItsBuildScript() throws Exception {
        var result = built(a -> a.file(
                        "package.json",
                        packageJson(
                                "^2.1.0",
                                "\"build\": \"node -e \\\"require('fs').writeFileSync('built.txt', require('ms')('1s') + '')\\\"\","))
                .file("server.js", NODE_SERVER));

        assertThat(result.detection().versions()).containsEntry("node", ">=18");
        assertThat(page(result)).isEqualTo("two minutes are 120000");
        assertThat(folder.resolve("run/app/built.txt")).hasContent("1000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pnpm-lock.yaml", "yarn.lock"})
    void installsWhatTheLockOfAnotherPackageToolSaysTheSameBytesEveryTime(String lock) throws Exception {
        Consumer<Archives> source = a -> a.file("package.json", packageJson("^2.1.0", "\"build\": \"node -v\","))
                .file(lock, lock.startsWith("pnpm") ? PNPM_LOCK : YARN_LOCK)
                .file("server.js", NODE_SERVER);

        var first = built(source);
        Folders.delete(folder.resolve("dc/cache/dependencies"));
        var second = built(source);

        assertThat(second.artifact()).isEqualTo(first.artifact());
        assertThat(page(second)).isEqualTo("two minutes are 120000");
    }

    @Test
    void installsWhatAPipfilesLockSays() throws Exception {
        var result = built(a -> a.file("Pipfile", "[packages]\nbottle = '*'\n")
                .file("Pipfile.lock", "{\"default\": {\"bottle\": {\"version\": \"==0.12.25\"}}}")
                .file("skerry.yaml", "run: python -c 'import hello; hello.main()'\n")
                .file("hello.py", HELLO));

        assertThat(page(result)).startsWith("python 3.");
    }

    @Test
    void doesWhatSkerryYamlOfASubFolderSays() throws Exception {
        var source =
                builder.upload(a -> a.file("skerry.yaml", "nonsense: here\n").file("web/skerry.yaml", """
                        build: echo made > made.txt
                        run: python3 -m http.server --bind 127.0.0.1 $PORT -d $ROOT
                        env: {ROOT: .}
                        """));
        var upload = (Source.Upload) source.chosen();

        var answer = builder.build(Source.of(new Source.Upload(upload.digest(), "web")));

        assertThat(answer.cause()).as(builder.output(answer.command())).isNull();
        try (var running = run(BuilderAtWork.result(answer))) {
            assertThat(running.get("/made.txt").body()).isEqualTo("made\n");
        }
    }

    @Test
    void servesWhatABuildScriptMadeWhenNothingElseStarts() throws Exception {
        var result = built(a -> a.file(
                "package.json", "{\"scripts\":{\"build\":\"mkdir dist && echo '<h1>made</h1>' > dist/index.html\"}}"));

        assertThat(page(result)).isEqualTo("<h1>made</h1>\n");
        assertThat(result.artifact().requires()).containsOnlyKeys("python");
    }

    @Test
    void buildsFlaskBehindGunicorn() throws Exception {
        Consumer<Archives> source = a -> a.file("requirements.txt", "flask\ngunicorn\n")
                .file(
                        "app.py",
                        "from flask import Flask\napp = Flask(__name__)\n\n@app.get('/')\ndef hello():\n    return 'flask here'\n");

        var first = built(source);
        var second = built(source);
        Folders.delete(folder.resolve("dc/cache/dependencies"));
        var third = built(source);

        assertThat(second.times().cached()).isTrue();
        assertThat(third.times().cached()).isFalse();
        assertThat(second.artifact().digest()).isEqualTo(first.artifact().digest());
        assertThat(third.artifact().digest()).isEqualTo(first.artifact().digest());
        assertThat(first.artifact().requires()).containsKey("python");
        assertThat(page(second)).isEqualTo("flask here");
    }

    @Test
    void buildsAPythonPackageWithTheVersionItAsksFor() throws Exception {
        var result = built(
                a -> a.file("pyproject.toml", PROJECT).file("hello.py", HELLO).file("Procfile", "web: hello\n"));

        var version = result.artifact().requires().get("python");
        assertThat(version).startsWith("3.1");
        assertThat(page(result)).isEqualTo("python " + version);
    }

    @Test
    void buildsGoWithItsModulesTheSameBytesEveryTime() throws Exception {
        Consumer<Archives> source =
                a -> a.file("go.mod", "module example.com/shop\n\ngo 1.16\n\nrequire " + MODULE + "\n")
                        .file(
                                "go.sum",
                                MODULE + " h1:NIvaJDMOsjHA8n1jAhLSgzrAzy1Hgr+hNrb57e+94F0=\n" + MODULE
                                        + "/go.mod h1:TIyPZe4MgqvfeYDBFedMoGGpEw/LqOeaOT+nhxU+yHo=\n")
                        .file("cmd/shop/main.go", GO_SERVER);

        var first = built(source);
        var second = built(source);

        assertThat(first.times().cached()).isFalse();
        assertThat(second.times().cached()).isTrue();
        assertThat(second.artifact()).isEqualTo(first.artifact());
        assertThat(first.artifact().requires()).isEmpty();
        assertThat(page(second)).isEqualTo("go says 00000000-0000-0000-0000-000000000000");
    }

    @Test
    void buildsJavaByMavenAndRunsTheJarTheSameBytesEveryTime() throws Exception {
        Consumer<Archives> source = a -> a.file("pom.xml", POM).file("src/main/java/Shop.java", JAVA_SERVER);

        var first = built(source);
        var second = built(source);

        assertThat(first.times().cached()).isFalse();
        assertThat(second.times().cached()).isTrue();
        assertThat(second.artifact()).isEqualTo(first.artifact());
        assertThat(first.artifact().requires()).containsOnlyKeys("java");
        assertThat(first.artifact().processes()).containsEntry("web", "java $JAVA_OPTS -jar target/shop-1.jar");
        assertThat(page(second)).isEqualTo("java here");
        assertThat(folder.resolve("run/app/target")).isDirectoryContaining(file -> file.endsWith("shop-1.jar"));
        assertThat(folder.resolve("run/app/target/classes")).doesNotExist();
    }

    @Test
    void runsAJarThatIsUploadedAsItIs() throws Exception {
        var jar = new ByteArrayOutputStream();
        var manifest = new Manifest(
                new ByteArrayInputStream("Manifest-Version: 1.0\nMain-Class: Shop\n".getBytes(StandardCharsets.UTF_8)));
        new JarOutputStream(jar, manifest).close();

        var answer = builder.build(
                Source.of(new Source.Upload(builder.artifacts.put(new ByteArrayInputStream(jar.toByteArray())), null)));

        assertThat(answer.cause()).as(builder.output(answer.command())).isNull();
        assertThat(BuilderAtWork.result(answer).artifact().processes())
                .containsEntry("web", "java $JAVA_OPTS -jar application.jar");
    }

    @Test
    void servesStaticFilesAndNothingElse() throws Exception {
        var result = built(a -> a.file("public/index.html", "<h1>hello</h1>")
                .file("public/sub/index.html", "sub")
                .file("public/app.js", "x()")
                .file("public/.hidden", "secret")
                .file("secret.txt", "secret"));

        try (var site = run(result)) {
            assertThat(site.get("/").body()).isEqualTo("<h1>hello</h1>");
            assertThat(site.get("/app.js").headers().firstValue("content-type"))
                    .hasValue("text/javascript; charset=utf-8");
            assertThat(site.get("/sub").statusCode()).isEqualTo(301);
            assertThat(site.get("/sub/").body()).isEqualTo("sub");
            for (var gone : new String[] {
                "/nothing", "/../secret.txt", "/%2e%2e/secret.txt", "/.hidden", "/app.js/", "//etc/hostname"
            }) {
                assertThat(site.get(gone).statusCode()).as(gone).isEqualTo(404);
            }
        }
    }

    @Test
    void runsAnythingWithAProcfileTheSameBytesEveryTime() throws Exception {
        Consumer<Archives> source = a -> a.file("Procfile", "web: python3 -m http.server --bind 127.0.0.1 $PORT\n")
                .file("index.txt", "as it is");

        var first = built(source);

        assertThat(built(source).artifact()).isEqualTo(first.artifact());
        assertThat(first.artifact().requires()).isEmpty();
        try (var running = run(first)) {
            assertThat(running.get("/index.txt").body()).isEqualTo("as it is");
        }
    }

    @Test
    void saysWhatNpmSaidWhenAPackageDoesNotExist() throws Exception {
        var answer = builder.build(builder.upload(a -> a.file(
                        "package.json", "{\"dependencies\":{\"@skerry-test/does-not-exist\":\"1\"},\"main\":\"a.js\"}")
                .file("a.js", "")));

        assertThat(answer.cause().code()).isEqualTo(ErrorCode.BUILD_FAILED);
        assertThat(answer.cause().exitCode()).isEqualTo(1);
        assertThat(String.join("\n", answer.cause().lastLines())).contains("does-not-exist");
        assertThat(BuilderAtWork.result(answer).detection().chosen()).isEqualTo("node");
    }

    private BuildResult built(Consumer<Archives> source) throws Exception {
        var answer = builder.build(builder.upload(source));
        assertThat(answer.cause()).as(builder.output(answer.command())).isNull();
        return BuilderAtWork.result(answer);
    }

    private String page(BuildResult result) throws Exception {
        try (var running = run(result)) {
            var answer = running.get("/");
            assertThat(answer.statusCode()).isEqualTo(200);
            return answer.body();
        }
    }

    private RunningSlug run(BuildResult result) throws Exception {
        assertThat(folder.resolve("dc/builds")).isEmptyDirectory();
        Files.createDirectories(folder);
        return RunningSlug.start(builder.slug(result), folder.resolve("run"), builder.settings.toolPath());
    }

    private static String packageJson(String range, String script) {
        return "{\"name\":\"shop\",\"version\":\"1.0.0\",\"engines\":{\"node\":\">=18\"},\"scripts\":{" + script
                + "\"start\":\"node server.js\"},\"dependencies\":{\"ms\":\"" + range + "\"}}";
    }

    private static final String INTEGRITY =
            "sha512-6FlzubTLZG3J2a/NVCAleEhjzq5oxgHyaCU9yYXvcLsvoVaHJq/s5xXI6/XXP6tz7R9xAOtHnSO/tXtF3WRTlA==";

    private static final String PNPM_LOCK = """
            lockfileVersion: '9.0'
            settings:
              autoInstallPeers: true
              excludeLinksFromLockfile: false
            importers:
              .:
                dependencies:
                  ms:
                    specifier: ^2.1.0
                    version: 2.1.3
            packages:
              ms@2.1.3:
                resolution: {integrity: %s}
            snapshots:
              ms@2.1.3: {}
            """.formatted(INTEGRITY);

    private static final String YARN_LOCK = """
            # yarn lockfile v1


            ms@^2.1.0:
              version "2.1.3"
              integrity %s
            """.formatted(INTEGRITY);

    private static final String LOCK = """
            {
              "name": "shop",
              "version": "1.0.0",
              "lockfileVersion": 3,
              "requires": true,
              "packages": {
                "": {"name": "shop", "version": "1.0.0", "dependencies": {"ms": "^2.1.0"}, "engines": {"node": ">=18"}},
                "node_modules/ms": {"version": "2.1.3"}
              }
            }
            """;
}
