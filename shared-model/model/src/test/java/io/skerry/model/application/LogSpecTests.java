package io.skerry.model.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skerry.model.error.InvalidInput;
import io.skerry.model.quantity.ByteSize;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogSpecTests {

    @Test
    void takesWhatItKnows() {
        assertThat(new LogSpec(new ByteSize("1Mi"), "stack", List.of("logs/*.log")).multiline())
                .isEqualTo("stack");
        assertThat(new LogSpec(null, "^\\d{4}-", null).rate()).isNull();
        assertThat(new LogSpec(null, null, null).multiline()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc/passwd", "../x.log", "logs/../../x", "logs//x", "**/x.log", "[", "a\\\\b", ".", ""})
    void refusesFilesThatLeadOut(String pattern) {
        assertThatThrownBy(() -> new LogSpec(null, null, List.of(pattern)))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("logs.files '" + pattern + "'");
    }

    @Test
    void namesWhatItRefusesAndTheWayOut() {
        assertThatThrownBy(() -> new LogSpec(new ByteSize("100"), null, null))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("logs.rate '100'")
                .hasMessageContaining("at least 1Ki");
        assertThatThrownBy(() -> new LogSpec(null, "java", null))
                .hasMessageContaining("logs.multiline 'java' is neither 'stack' nor a regular expression");
        assertThatThrownBy(() -> new LogSpec(null, "^(", null)).hasMessageContaining("is no regular expression");
        assertThatThrownBy(() -> new LogSpec(null, "^" + "a".repeat(200), null)).hasMessageContaining("at most 200");
    }
}
