package io.skerry.edge.runtime.process.slug;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skerry.edge.runtime.LaunchRefused;
import io.skerry.edge.runtime.process.machine.Owner;
import io.skerry.model.error.ErrorCode;
import io.skerry.model.site.ArtifactRef;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class FitnessTests {

    private final Fitness fitness = new Fitness("/nowhere");

    private static ArtifactRef artifact(String platform, Map<String, String> requires) {
        return new ArtifactRef("sha256:a", 1, platform, requires, Map.of());
    }

    @Test
    void refusesAnotherPlatform() {
        assertThatThrownBy(() -> fitness.require(artifact("plan9/mips", Map.of()), Owner.AGENT))
                .isInstanceOfSatisfying(LaunchRefused.class, refused -> {
                    assertThat(refused.why().code()).isEqualTo(ErrorCode.ARTIFACT_UNFIT);
                    assertThat(refused.why().message()).contains("plan9/mips").contains(Fitness.platform());
                });
    }

    @Test
    void takesItsOwnPlatform() throws Exception {
        assertThat(fitness.require(artifact(Fitness.platform(), Map.of()), Owner.AGENT))
                .isEmpty();
    }

    @Test
    void comparesOnlyThePartsThatAreNamed() {
        assertThat(Fitness.begins("3.11.4", "3.11")).isTrue();
        assertThat(Fitness.begins("3.1", "3.11")).isFalse();
        assertThat(Fitness.begins("3.12.0", "3.11")).isFalse();
        assertThat(Fitness.begins("22.1.0", "22")).isTrue();
    }

    @Test
    void aNewerCLibraryRunsWhatAnOlderOneLinked() {
        assertThat(Fitness.compare("2.41", "2.36")).isPositive();
        assertThat(Fitness.compare("2.36", "2.36")).isZero();
        assertThat(Fitness.compare("2.9", "2.36")).isNegative();
    }
}
