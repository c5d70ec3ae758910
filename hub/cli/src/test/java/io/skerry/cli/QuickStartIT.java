package io.skerry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What a word that only looks must not load, or it takes twice as long to start. */
class QuickStartIT extends AtAHub {

    @Test
    void psLoadsNeitherTlsNorYamlNorTheClientForChanges() throws IOException, InterruptedException {
        hub.says("GET " + SHOP + "/components", 200, "{\"items\": [" + WEB + "]}");
        var loaded = folder.resolve("loaded");
        var output = folder.resolve("output");
        var java = Path.of(System.getProperty("java.home"), "bin", "java");
        var process = new ProcessBuilder(
                        java.toString(),
                        "-Xlog:class+load:file=" + loaded,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Skerry.class.getName(),
                        "ps",
                        "--hub",
                        hub.url(),
                        "--tenant",
                        "acme",
                        "--app",
                        "shop")
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();

        assertThat(process.waitFor()).as(Files.readString(output)).isZero();

        assertThat(output).content().contains("http://shop--acme.east.localhost:20000");
        assertThat(loaded).content().contains("io.skerry.cli.command.app.Ps ");
        assertThat(loaded)
                .content()
                .doesNotContain("jdk.internal.net.http.HttpClientImpl ")
                .doesNotContain("sun.security.ssl.SSLContextImpl ")
                .doesNotContain("tools.jackson.dataformat.yaml")
                .doesNotContain("io.skerry.cli.command.machine.Up ");
    }
}
