package io.skerry.hub.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.hub.TestHub;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Bodies that are too large, sent by hand: the answer must come though the body never ends. */
@Timeout(60)
class BodyIT {

    private static final byte[] CHUNK = ("1000\r\n" + " ".repeat(4096) + "\r\n").getBytes(StandardCharsets.US_ASCII);
    private static final int MOST_CHUNKS = 400;

    private static TestHub hub;

    @BeforeAll
    static void start() {
        hub = TestHub.start();
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @Test
    void aLongBodyIsRefusedBeforeItComes() throws IOException {
        assertThat(answerTo("POST", "/api/v1/tenants", "Content-Length: 2000000000", 0))
                .startsWith("HTTP/1.1 413")
                .contains("\"code\":\"too-large\"")
                .contains("1048576");
    }

    @Test
    void aBodyThatDoesNotSayItsLengthIsRefusedOnceItIsTooLong() throws IOException {
        assertThat(answerTo("POST", "/api/v1/tenants", "Transfer-Encoding: chunked", MOST_CHUNKS))
                .startsWith("HTTP/1.1 413")
                .contains("\"code\":\"too-large\"");
    }

    @Test
    void whoSignsInMaySayLittle() throws IOException {
        assertThat(answerTo("POST", "/api/v1/sessions", "Transfer-Encoding: chunked", 2))
                .startsWith("HTTP/1.1 413");
    }

    @Test
    void anUploadMayBeLonger() throws IOException {
        var upload = "/api/v1/tenants/nobody/uploads/sha256:" + "0".repeat(64);
        assertThat(answerTo("PATCH", upload, "Upload-Offset: 0\r\nUpload-Length: 9\r\nContent-Length: 2000000", 0))
                .startsWith("HTTP/1.1 404");
    }

    @Test
    void formsAreRefusedInWords() {
        var refused = hub.post("/api/v1/tenants", "name=acme", "Content-Type", "application/x-www-form-urlencoded");

        assertThat(refused.status()).isEqualTo(415);
        assertThat(refused.json().get("advice").asString()).contains("application/json");
    }

    private static String answerTo(String method, String path, String header, int chunks) throws IOException {
        try (var socket =
                new Socket(InetAddress.getLoopbackAddress(), hub.uri("").getPort())) {
            var out = socket.getOutputStream();
            out.write((method + " " + path + " HTTP/1.1\r\nHost: hub\r\nAuthorization: Bearer " + hub.token() + "\r\n"
                            + header + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            send(out, chunks);
            var answer = new StringBuilder();
            var buffer = new byte[8192];
            while (!answer.toString().contains("}")) {
                var count = socket.getInputStream().read(buffer);
                if (count < 0) {
                    break;
                }
                answer.append(new String(buffer, 0, count, StandardCharsets.UTF_8));
            }
            return answer.toString();
        }
    }

    /** The hub may close its end as soon as it has seen enough. */
    private static void send(OutputStream out, int chunks) throws IOException {
        try {
            for (var i = 0; i < chunks; i++) {
                out.write(CHUNK);
            }
            out.flush();
        } catch (SocketException e) {
            assertThat(e).hasMessageContaining("pipe");
        }
    }
}
