package io.skerry.hub.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skerry.model.application.ComponentSpec;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTests {

    @ParameterizedTest
    @ValueSource(strings = {"\"unknown\"", "\"UNKNOWN\"", "\"\"", "\"rollling\"", "0"})
    void refusesWhatIsNoValueOfAnEnumWithThoseThatAre(String text) {
        assertThatThrownBy(() -> spec("{\"update\": {\"strategy\": " + text + "}}"))
                .isInstanceOfSatisfying(HubException.class, refused -> {
                    assertThat(refused.pointer()).isEqualTo("/update/strategy");
                    assertThat(refused).hasMessageEndingWith("is none of rolling, recreate.");
                });
    }

    @Test
    void refusesTheStandInWithinLists() {
        assertThatThrownBy(() -> spec("{\"ports\": [{\"name\": \"a\", \"port\": 1, \"protocol\": \"unknown\"}]}"))
                .isInstanceOfSatisfying(
                        HubException.class,
                        refused -> assertThat(refused.pointer()).isEqualTo("/ports/0/protocol"));
    }

    @Test
    void takesTheOthers() {
        assertThat(Objects.requireNonNull(spec("{\"update\": {\"strategy\": \"recreate\"}}")
                                .update())
                        .strategy())
                .hasToString("RECREATE");
    }

    @Test
    void aReaderTakesWhatANewerVersionWroteForTheStandIn() {
        var read = Json.read("{\"update\": {\"strategy\": \"blue-green\"}}", ComponentSpec.class);

        assertThat(Objects.requireNonNull(read.update()).strategy()).hasToString("UNKNOWN");
    }

    private static ComponentSpec spec(String json) {
        return Json.strict(Json.parse(json), ComponentSpec.class, "");
    }
}
