package io.skerry.hub.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skerry.hub.api.HubException;
import io.skerry.model.error.InvalidInput;
import io.skerry.model.log.LogLevel;
import io.skerry.model.log.LogMatch;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.util.MultiValueMap;

class SearchParametersTests {

    @Test
    void readsAllOfThem() {
        assertThat(match(Map.of(
                        "grep", List.of("a b"),
                        "regex", List.of("^x"),
                        "field", List.of("user=7", "query=a=b,c"),
                        "level", List.of("WARNING"))))
                .isEqualTo(new LogMatch("a b", "^x", Map.of("user", "7", "query", "a=b,c"), LogLevel.WARN));
    }

    @Test
    void wantsNothingWhereNothingIsSaid() {
        assertThat(match(Map.of("component", List.of("web")))).isNull();
    }

    @Test
    void namesWhatItRefuses() {
        assertThatThrownBy(() -> match(Map.of("field", List.of("user"))))
                .isInstanceOf(HubException.class)
                .hasMessageContaining("'user' is no value of 'field'");
        assertThatThrownBy(() -> match(Map.of("field", List.of("user=1", "user=2"))))
                .hasMessageContaining("'user=2' is no value of 'field'");
        assertThatThrownBy(() -> match(Map.of("level", List.of("loud"))))
                .hasMessageContaining("'loud' is no value of 'level'");
        assertThatThrownBy(() -> match(Map.of("regex", List.of("(")))).isInstanceOf(InvalidInput.class);
    }

    private static LogMatch match(Map<String, List<String>> parameters) {
        return SearchParameters.of(MultiValueMap.fromMultiValue(parameters)).match();
    }
}
