package io.skerry.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AgentSettingsTests {

    private static final Map<String, String> LEAST = Map.of(
            "SKERRY_DATA",
            "/tmp/east",
            "SKERRY_DC",
            "east",
            "SKERRY_HUB_LINK",
            "127.0.0.1:7443",
            "SKERRY_PORTS",
            "20000-20999");

    @Test
    void needsFourVariables() {
        var settings = AgentSettings.from(LEAST);

        assertThat(settings.dataCenter()).hasToString("east");
        assertThat(settings.roles()).containsExactlyInAnyOrder("worker", "builder", "relay", "monitor");
        assertThat(settings.firstPort()).isEqualTo(20000);
        assertThat(settings.lastPort()).isEqualTo(20999);
        assertThat(settings.link().hubs()).containsExactly(InetSocketAddress.createUnresolved("127.0.0.1", 7443));
        assertThat(settings.link().enrolTokenFile()).isNull();
        assertThat(settings.link().proxy()).isNull();
    }

    @Test
    void takesSeveralHubsRolesAndGateways() {
        var more = new HashMap<>(LEAST);
        more.put("SKERRY_HUB_LINK", "a:1, b:2");
        more.put("SKERRY_ROLES", "relay,worker");
        more.put("SKERRY_GATEWAY_URLS", "http://127.0.0.1:20000,http://127.0.0.1:20001");
        more.put("SKERRY_HUB_PROXY", "proxy:3128");

        var settings = AgentSettings.from(more);

        assertThat(settings.link().hubs()).hasSize(2);
        assertThat(settings.roles()).containsExactlyInAnyOrder("relay", "worker");
        assertThat(settings.link().gateways()).hasSize(2);
        assertThat(settings.link().proxy()).isEqualTo(InetSocketAddress.createUnresolved("proxy", 3128));
    }

    @Test
    void namesEveryVariableThatIsWrong() {
        var wrong = Map.of(
                "SKERRY_DC", "East!", "SKERRY_HUB_LINK", "nowhere", "SKERRY_PORTS", "many", "SKERRY_ROLES", "cook");

        assertThatThrownBy(() -> AgentSettings.from(wrong))
                .hasMessageContaining("SKERRY_DATA")
                .hasMessageContaining("SKERRY_DC")
                .hasMessageContaining("SKERRY_HUB_LINK")
                .hasMessageContaining("SKERRY_PORTS")
                .hasMessageContaining("SKERRY_ROLES");
    }
}
