package io.skerry.edge.runtime.process;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skerry.edge.runtime.LaunchRefused;
import io.skerry.edge.runtime.process.slug.Fitness;
import io.skerry.model.site.ArtifactRef;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class FitnessIT {

    private static ArtifactRef needs(String tool, String version) {
        return new ArtifactRef("sha256:a", 1, "", Map.of(tool, version), Map.of());
    }

    @Test
    void findsToolsAlongThePath() {
        var fitness = new Fitness(System.getenv("PATH"));

        assertThatCode(() -> fitness.require(needs("python", "3"))).doesNotThrowAnyException();
        assertThatThrownBy(() -> fitness.require(needs("python", "2.3")))
                .isInstanceOf(LaunchRefused.class)
                .hasMessageContaining("needs python 2.3");
        assertThatThrownBy(() -> new Fitness("/nowhere").require(needs("python", "3")))
                .isInstanceOf(LaunchRefused.class);
    }
}
