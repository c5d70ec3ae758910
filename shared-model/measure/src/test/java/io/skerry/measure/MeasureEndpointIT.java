package io.skerry.measure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeasureEndpointIT {

    @TempDir
    Path folder;

    @Test
    void tellsItsPagesToWhoReadsItsFiles() throws Exception {
        var files = new MeasureFiles(folder);
        assertThat(new MeasureClient(files).get("/figures")).isEmpty();

        try (var endpoint = open(files)) {
            assertThat(new MeasureClient(files).get("/figures")).hasValue("one 1\n".getBytes(UTF_8));
            assertThat(files.targets())
                    .hasContent("[{\"targets\":[\"127.0.0.1:" + endpoint.port() + "\"],\"labels\":{\"dc\":\"east\"}}]");
            assertThatThrownBy(() -> new MeasureClient(files).get("/other"))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("404");
        }
    }

    @Test
    void refusesWhoHasNoTokenOrAnother() throws Exception {
        try (var endpoint = open(new MeasureFiles(folder));
                var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + endpoint.port() + "/figures"));

            assertThat(client.send(request.build(), BodyHandlers.ofString()).statusCode())
                    .isEqualTo(401);
            request.header("Authorization", "Bearer guessed");
            assertThat(client.send(request.build(), BodyHandlers.ofString()).statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void keepsItsTokenOverARestartAndLetsNobodyElseReadIt() throws Exception {
        var files = new MeasureFiles(folder);
        open(files).close();
        var token = Files.readString(files.token());
        open(files).close();

        assertThat(files.token()).hasContent(token);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(files.token())))
                .isEqualTo("rw-------");
    }

    private static MeasureEndpoint open(MeasureFiles files) throws IOException {
        return MeasureEndpoint.open(
                files,
                0,
                Map.of("dc", "east"),
                Map.of("/figures", () -> new MeasureEndpoint.Page("text/plain", "one 1\n".getBytes(UTF_8))));
    }
}
