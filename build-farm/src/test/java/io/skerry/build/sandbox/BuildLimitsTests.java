package io.skerry.build.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skerry.model.error.InvalidInput;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BuildLimitsTests {

    @Test
    void readsWhatIsSaidAndKnowsTheRest() {
        var limits = BuildLimits.of(Map.of("SKERRY_BUILD_MEMORY", "1Gi", "SKERRY_BUILD_TIME", "1h"));

        assertThat(limits).isEqualTo(new BuildLimits(1L << 30, 4096, 10L << 30, 128L << 20, Duration.ofHours(1)));
    }

    @ParameterizedTest
    @CsvSource({
        "SKERRY_BUILD_MEMORY, 1Mi",
        "SKERRY_BUILD_PROCESSES, many",
        "SKERRY_BUILD_PROCESSES, 2",
        "SKERRY_BUILD_DISK, 10 GB",
        "SKERRY_BUILD_OUTPUT, -1",
        "SKERRY_BUILD_TIME, long"
    })
    void namesTheVariableThatMakesNoSense(String name, String value) {
        assertThatThrownBy(() -> BuildLimits.of(Map.of(name, value)))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining(name);
    }
}
