package io.skerry.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skerry.model.error.InvalidInput;
import io.skerry.model.name.DataCenterName;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GatewaySettingsTests {

    @Test
    void readsItsVariables() {
        var settings = GatewaySettings.from(Map.of(
                "SKERRY_DATA", "/data/east",
                "SKERRY_DC", "east",
                "SKERRY_GATEWAY_PORT", "20000",
                "SKERRY_GATEWAY_NAME", "edge"));

        assertThat(settings)
                .isEqualTo(new GatewaySettings(
                        Path.of("/data/east"),
                        new DataCenterName("east"),
                        20_000,
                        "edge",
                        GatewaySettings.ANSWER_TIMEOUT,
                        GatewaySettings.DRAIN_LIMIT));
    }

    @Test
    void isTheFirstGatewayUnlessNamed() {
        var settings = GatewaySettings.from(
                Map.of("SKERRY_DATA", "/data/east", "SKERRY_DC", "east", "SKERRY_GATEWAY_PORT", "0"));

        assertThat(settings.name()).isEqualTo("gateway-1");
    }

    @Test
    void namesEverythingThatIsWrongAtOnce() {
        var wrong = Map.of("SKERRY_DC", "No Name", "SKERRY_GATEWAY_PORT", "99999");

        assertThatThrownBy(() -> GatewaySettings.from(wrong))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContainingAll(
                        "SKERRY_DATA is not set", "SKERRY_DC: 'No Name'", "SKERRY_GATEWAY_PORT: '99999'");
    }
}
