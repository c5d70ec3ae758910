package io.skerry.edge.worker.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.model.name.ComponentRef;
import io.skerry.model.name.TenantName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RestFileTests {

    @TempDir
    Path folder;

    @Test
    void readsWhatItWrote() {
        var file = new RestFile(folder.resolve("instances").resolve(".ports.json"));
        var web = new ComponentRef(new TenantName("acme"), "shop", "web");
        var resting = List.of(new RestingPort(20_100, web, Instant.parse("2026-01-01T00:00:00Z"), 7));
        assertThat(file.read()).isEmpty();

        file.write(resting);

        assertThat(file.read()).isEqualTo(resting);
    }

    @Test
    void goesOnWithoutWhatItCannotRead() throws IOException {
        var path = folder.resolve("ports.json");
        Files.writeString(path, "{\"ports\": [");

        assertThat(new RestFile(path).read()).isEmpty();
    }
}
