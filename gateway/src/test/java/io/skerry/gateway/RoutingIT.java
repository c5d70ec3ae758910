package io.skerry.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoutingIT {

    private static final String SHOP = "shop.example.com";

    @TempDir
    Path folder;

    private final TestInstance one = new TestInstance("web-1");
    private final TestInstance two = new TestInstance("web-2");
    private TestGateway gateway;

    @BeforeEach
    void start() {
        gateway = TestGateway.start(folder);
    }

    @AfterEach
    void stop() {
        gateway.close();
        one.close();
        two.close();
    }

    @Test
    void leadsEachHostToItsOwnComponent() {
        gateway.serve(SHOP, "web", one);
        gateway.serve("docs.example.com", "docs", two);

        assertThat(gateway.get(SHOP, "/a?b=c").body()).isEqualTo("web-1 /a?b=c");
        assertThat(gateway.get("docs.example.com", "/").body()).isEqualTo("web-2 /");
        assertThat(gateway.get("SHOP.example.com.:8080", "/").body()).isEqualTo("web-1 /");
    }

    @Test
    void sharesTheWorkAmongReadyInstancesOnly() {
        gateway.serve(SHOP, "web", one, two);
        var unready = RawServer.closedPort();
        gateway.awaitRevision(gateway.site().address("web", "web-3", unready, false));

        var answers = new HashSet<String>();
        for (int i = 0; i < 20; i++) {
            answers.add(gateway.get(SHOP, "/").body());
        }

        assertThat(answers).containsExactlyInAnyOrder("web-1 /", "web-2 /");
    }

    @Test
    void namesTheHostThatNobodyHas() {
        var answer = gateway.send(gateway.request("nowhere.example.com", "/")
                .header("Accept", "text/html")
                .build());

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("nowhere.example.com").contains("<h1>");
        assertThat(answer.headers().firstValue("Skerry-Reason")).hasValue("unknown-host");
    }

    @Test
    void saysThatNoInstanceIsReady() {
        gateway.serve(SHOP, "web");
        gateway.awaitRevision(gateway.site().address("web", "web-1", one.port(), false));

        var answer = gateway.send(
                gateway.request(SHOP, "/").header("Accept", "application/json").build());

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("No instance of web is ready.", "\"requestId\":", "\"time\":");
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void tellsTheInstanceWhoAskedAndBelievesNoClientAboutIt() {
        gateway.serve(SHOP, "web", one);

        gateway.send(gateway.request(SHOP + ":8080", "/")
                .header("X-Forwarded-For", "6.6.6.6")
                .header("X_Forwarded_For", "6.6.6.6")
                .header("X-Forwarded-Proto", "https")
                .header("Forwarded", "for=6.6.6.6")
                .header("X-Request-Id", "mine")
                .build());

        var headers = one.lastHeaders();
        assertThat(headers).containsEntry("X-forwarded-for", List.of("127.0.0.1"));
        assertThat(headers).containsEntry("X-forwarded-proto", List.of("http"));
        assertThat(headers).containsEntry("X-forwarded-host", List.of(SHOP + ":8080"));
        assertThat(headers).containsEntry("Host", List.of(SHOP + ":8080"));
        assertThat(headers).doesNotContainKeys("Forwarded", "X_forwarded_for");
        assertThat(headers.get("X-request-id")).hasSize(1).doesNotContain("mine");
    }

    @Test
    void addsNothingOfItsOwnToTheRequest() throws IOException {
        gateway.serve(SHOP, "web", one);

        assertThat(raw("GET / HTTP/1.1\r\nHost: " + SHOP + "\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200");

        assertThat(one.lastHeaders()).doesNotContainKeys("User-agent", "Accept", "Transfer-encoding", "Content-length");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a|b", "/a?q={x}&f[0]=1", "/100%", "//double//slash", "/a/../b", "/%2e%2e/%2F"})
    void passesOnPathsThatBrowsersSend(String path) throws IOException {
        gateway.serve(SHOP, "web", one);

        assertThat(raw("GET " + path + " HTTP/1.1\r\nHost: " + SHOP + "\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200");
    }

    @Test
    void answersHeadWithTheLengthAndWithoutABody() throws IOException {
        gateway.serve(SHOP, "web", one);

        var answer = raw("HEAD / HTTP/1.1\r\nHost: " + SHOP + "\r\nConnection: close\r\n\r\n");

        assertThat(answer)
                .startsWith("HTTP/1.1 200")
                .containsIgnoringCase("content-length: 7")
                .endsWith("\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 204, 304, 404, 500})
    void passesOnAnyStatus(int status) {
        one.at("/status", exchange -> {
            exchange.getResponseHeaders().set("X-Own", "kept");
            exchange.sendResponseHeaders(status, -1);
        });
        gateway.serve(SHOP, "web", one);

        var answer = gateway.get(SHOP, "/status");

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.headers().firstValue("X-Own")).hasValue("kept");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\nHost: shop.example.com\r\nHost: other.example.com\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: shop.example.com\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: shop.example.com\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd",
                "POST / HTTP/1.0\r\nHost: shop.example.com\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "OPTIONS * HTTP/1.1\r\nHost: shop.example.com\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: shop.example.com\r\nX: a\u0000b\r\nConnection: close\r\n\r\n"
            })
    void refusesWhatCanBeReadInTwoWays(String request) throws IOException {
        gateway.serve(SHOP, "web", one);

        assertThat(raw(request)).startsWith("HTTP/1.1 400");
        assertThat(one.bodies()).isEmpty();
    }

    @Test
    void leavesCorsToTheApplication() throws IOException {
        one.at("/api", exchange -> {
            exchange.getResponseHeaders().set("Access-Control-Allow-Origin", "https://app.example.com");
            exchange.sendResponseHeaders(204, -1);
        });
        gateway.serve(SHOP, "web", one);

        assertThat(raw("OPTIONS /api HTTP/1.1\r\nHost: " + SHOP + "\r\nOrigin: https://app.example.com\r\n"
                        + "Access-Control-Request-Method: PUT\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 204")
                .containsIgnoringCase("access-control-allow-origin: https://app.example.com");
    }

    @Test
    void speaksToOldClientsWithoutChunks() throws IOException {
        one.at("/old", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write("streamed".getBytes(StandardCharsets.UTF_8));
        });
        gateway.serve(SHOP, "web", one);

        assertThat(raw("GET /old HTTP/1.0\r\nHost: " + SHOP + "\r\n\r\n")).endsWith("\r\n\r\nstreamed");
    }

    @Test
    void refusesMethodsThatEndAtAProxy() throws IOException {
        gateway.serve(SHOP, "web", one);

        assertThat(raw("TRACE / HTTP/1.1\r\nHost: " + SHOP + "\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 405");
        assertThat(raw("CONNECT " + SHOP + ":80 HTTP/1.1\r\nHost: " + SHOP + "\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 4");
    }

    @Test
    void sendsAPostWithoutABodyAsOne() {
        gateway.serve(SHOP, "web", one);

        gateway.send(gateway.request(SHOP, "/")
                .POST(HttpRequest.BodyPublishers.noBody())
                .build());

        assertThat(one.lastHeaders()).containsEntry("Content-length", List.of("0"));
    }

    private String raw(String request) throws IOException {
        try (var socket = gateway.dial()) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));

            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
