package io.skerry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvFileIT extends AtAHub {

    private static final String COMPONENT = SHOP + "/components/web";

    @Test
    void importSetsWhatTheFileSetsInOnePatch() throws IOException {
        hub.says("GET " + COMPONENT, 200, WEB, Map.of("ETag", "\"7\""))
                .says("GET /api/v1/operations", 200, "{\"items\": []}")
                .says("PATCH " + COMPONENT, 200, WEB);
        var file = Files.writeString(folder.resolve(".env"), "A=1\nexport B='two words'\n");

        assertThat(run("env", "import", file.toString(), "-t", "acme", "-a", "shop", "--replace"))
                .isZero();

        assertThat(hub.theOne("PATCH " + COMPONENT).body())
                .isEqualTo(
                        "{\"spec\":{\"env\":[{\"name\":\"A\",\"value\":\"1\"},{\"name\":\"B\",\"value\":\"two words\"},"
                                + "{\"name\":\"LOG_LEVEL\",\"$remove\":true},{\"name\":\"KEY\",\"$remove\":true}]}}");
        assertThat(captured.out()).isEqualTo("2 variables set.\n");
    }

    @Test
    void importSetsNothingWhenALineIsWrong() throws IOException {
        var file = Files.writeString(folder.resolve(".env"), "A=1\nB\n");

        assertThat(run("env", "import", file.toString(), "-t", "acme", "-a", "shop"))
                .isEqualTo(2);

        assertThat(captured.err()).contains(".env line 2: has no '='");
        assertThat(hub.asked()).isEmpty();
    }

    @Test
    void exportPrintsWhatImportTakesAndSaysWhatItLeavesOut() {
        hub.says("GET " + COMPONENT, 200, WEB);

        assertThat(run("env", "export", "-t", "acme", "-a", "shop")).isZero();

        assertThat(captured.out()).isEqualTo("LOG_LEVEL=info\n");
        assertThat(captured.err()).contains("KEY is left out");
    }
}
