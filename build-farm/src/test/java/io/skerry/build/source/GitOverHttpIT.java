package io.skerry.build.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.skerry.build.failure.BuildFailure;
import io.skerry.build.sandbox.StopSign;
import io.skerry.model.application.Source;
import io.skerry.model.error.ErrorCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Repositories behind git's own HTTP server program. */
class GitOverHttpIT {

    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    private Path folder;

    private String old;

    @BeforeEach
    void makeRepository() throws Exception {
        git("init", "-q", "-b", "main", "origin");
        for (var number = 1; number <= 5; number++) {
            Files.writeString(folder.resolve("origin/file"), "text " + number);
            git("-C", "origin", "add", ".");
            git(
                    "-C",
                    "origin",
                    "-c",
                    "user.name=Ada",
                    "-c",
                    "user.email=a@example.org",
                    "commit",
                    "-q",
                    "-m",
                    "number " + number);
            if (number == 2) {
                old = git("-C", "origin", "rev-parse", "HEAD").strip();
            }
        }
    }

    @Test
    void fetchesBranchesAndCommits() throws Exception {
        var server = serve(HttpServer.create(loopback(), 0));
        try {
            var url = "http://127.0.0.1:" + server.getAddress().getPort() + "/origin/.git";

            assertThat(fetch(url, "main", Map.of())).isEqualTo("text 5");
            assertThat(fetch(url, old, Map.of())).isEqualTo("text 2");
            assertThat(fetch(url, null, Map.of())).isEqualTo("text 5");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void trustsTheAuthorityOfTheSettingsAndNobodyElse() throws Exception {
        var server = serve(https());
        try {
            var url = "https://localhost:" + server.getAddress().getPort() + "/origin/.git";

            assertThat(fetch(
                            url,
                            "main",
                            Map.of("GIT_SSL_CAINFO", folder.resolve("ca.pem").toString())))
                    .isEqualTo("text 5");
            assertThatThrownBy(() -> fetch(url, "main", Map.of()))
                    .isInstanceOfSatisfying(
                            BuildFailure.class,
                            failure -> assertThat(failure.why().code()).isEqualTo(ErrorCode.SOURCE_UNREACHABLE));
        } finally {
            server.stop(0);
        }
    }

    @Test
    void leavesAServerThatNeverAnswersWhenTheBuildIsStopped() throws Exception {
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var left = new CountDownLatch(1);
            var builder = Thread.ofVirtual().start(() -> {
                assertThatThrownBy(
                                () -> fetch("http://127.0.0.1:" + silent.getLocalPort() + "/x.git", "main", Map.of()))
                        .isInstanceOf(BuildFailure.class);
                left.countDown();
            });
            try (var accepted = silent.accept()) {
                assertThat(accepted.getInputStream().read()).isPositive();

                builder.interrupt();

                assertThat(left.await(10, TimeUnit.SECONDS)).isTrue();
            }
        }
    }

    private String fetch(String url, String ref, Map<String, String> settings) throws Exception {
        var into = Files.createTempDirectory(folder, "into");
        new GitFetcher(false)
                .fetch(new Source.Git(url, ref, null, null), new GitConnections(settings), into, new StopSign());
        return Files.readString(into.resolve("file"));
    }

    private <T extends HttpServer> T serve(T server) {
        server.createContext("/", this::answer);
        server.start();
        return server;
    }

    /** As a web server would by CGI. */
    private void answer(HttpExchange exchange) throws IOException {
        var uri = exchange.getRequestURI();
        var builder = new ProcessBuilder("git", "http-backend");
        var env = builder.environment();
        env.put("GIT_PROJECT_ROOT", folder.toString());
        env.put("GIT_HTTP_EXPORT_ALL", "1");
        env.put("PATH_INFO", uri.getPath());
        env.put("QUERY_STRING", uri.getQuery() == null ? "" : uri.getQuery());
        env.put("REQUEST_METHOD", exchange.getRequestMethod());
        header(exchange, "Content-Type", "CONTENT_TYPE", env);
        header(exchange, "Content-Encoding", "HTTP_CONTENT_ENCODING", env);
        header(exchange, "Git-Protocol", "GIT_PROTOCOL", env);
        var body = exchange.getRequestBody().readAllBytes();
        env.put("CONTENT_LENGTH", Integer.toString(body.length));
        var process = builder.start();
        try (var in = process.getOutputStream()) {
            in.write(body);
        }
        var said = process.getInputStream().readAllBytes();
        var text = new String(said, StandardCharsets.ISO_8859_1);
        var end = text.indexOf("\r\n\r\n");
        var status = 200;
        for (var line : text.substring(0, end).split("\r\n", -1)) {
            var parts = line.split(": ", 2);
            if (parts[0].equals("Status")) {
                status = Integer.parseInt(parts[1].substring(0, 3));
            } else {
                exchange.getResponseHeaders().add(parts[0], parts[1]);
            }
        }
        var content = Arrays.copyOfRange(said, end + 4, said.length);
        exchange.sendResponseHeaders(status, content.length == 0 ? -1 : content.length);
        exchange.getResponseBody().write(content);
        exchange.close();
    }

    private static void header(HttpExchange exchange, String name, String variable, Map<String, String> env) {
        var value = exchange.getRequestHeaders().getFirst(name);
        if (value != null) {
            env.put(variable, value);
        }
    }

    private HttpsServer https() throws Exception {
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var store = folder.resolve("keys.p12").toString();
        run(List.of(
                keytool,
                "-genkeypair",
                "-alias",
                "git",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost",
                "-storetype",
                "PKCS12",
                "-keystore",
                store,
                "-storepass",
                "changeit"));
        run(List.of(
                keytool,
                "-exportcert",
                "-rfc",
                "-alias",
                "git",
                "-keystore",
                store,
                "-storepass",
                "changeit",
                "-file",
                folder.resolve("ca.pem").toString()));
        var keys = KeyStore.getInstance(Path.of(store).toFile(), PASSWORD);
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD);
        var context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        var server = HttpsServer.create(loopback(), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        return server;
    }

    private static InetSocketAddress loopback() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    private String git(String... arguments) throws Exception {
        var command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        return run(command);
    }

    private String run(List<String> command) throws Exception {
        var process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
