package io.skerry.hub.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.hub.api.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class DeployTests {

    private static final String NEW = "{\"upload\":{\"digest\":\"sha256:" + "2".repeat(64) + "\"}}";
    private static final String OLD = "{\"upload\":{\"digest\":\"sha256:" + "1".repeat(64) + "\"}}";
    private static final String OTHER = "{\"git\":{\"url\":\"https://example.com/worker\"}}";

    @Test
    void newSourceReachesEveryProcessThatTheOldOneGave() {
        var changed = deployed(Map.of(
                "", "{}",
                "web", "{\"source\":" + OLD + "}",
                "worker", "{\"source\":" + OLD + ",\"run\":{\"process\":\"worker\"},\"replicas\":{\"default\":2}}",
                "mailer", "{\"source\":" + OTHER + ",\"run\":{\"process\":\"mailer\"}}"));

        assertThat(changed).containsOnlyKeys("web", "worker");
        assertThat(changed.values())
                .allSatisfy(spec -> assertThat(spec.get("source")).isEqualTo(Json.parse(NEW)));
        assertThat(changed.get("worker").at("/replicas/default").asInt()).isEqualTo(2);
    }

    @Test
    void componentThatIsMadeListensOnTheUsualPort() {
        assertThat(portOfWeb(Map.of())).isEqualTo(8080);
        assertThat(portOfWeb(Map.of("web", "{\"dependencies\":[{\"component\":\"db\"}]}")))
                .isEqualTo(8080);
        assertThat(portOfWeb(Map.of("web", "{\"source\":" + OLD + "}"))).isZero();
    }

    private static int portOfWeb(Map<String, String> before) {
        return deployed(before).get("web").at("/ports/0/port").asInt(0);
    }

    private static Map<String, JsonNode> deployed(Map<String, String> before) {
        var specs = new LinkedHashMap<String, JsonNode>();
        before.forEach((name, spec) -> specs.put(name, Json.parse(spec)));
        var request = Json.strict(Json.parse("{\"source\":" + NEW + "}"), Deploy.Request.class, "");
        var changed = new LinkedHashMap<String, JsonNode>();
        new Deploy(request).asApply(specs).components().forEach(part -> changed.put(part.name(), part.spec()));
        return changed;
    }
}
