package io.skerry.cli.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LaunchTests {

    private final Launch hub = launch(Map.of("PORT", "1"), "java", "-XX:AOTCacheOutput=a", "-jar", "hub.jar");

    @Test
    void doesTheSameWithAnotherStartCache() {
        assertThat(hub.doesTheSameAs(launch(Map.of("PORT", "1"), "java", "-XX:AOTCache=b", "-jar", "hub.jar")))
                .isTrue();
    }

    @Test
    void doesSomethingElseWithAnotherJarOrSetting() {
        assertThat(hub.doesTheSameAs(launch(Map.of("PORT", "1"), "java", "-jar", "newer.jar")))
                .isFalse();
        assertThat(hub.doesTheSameAs(launch(Map.of("PORT", "2"), "java", "-jar", "hub.jar")))
                .isFalse();
    }

    private static Launch launch(Map<String, String> environment, String... command) {
        return new Launch("hub", List.of(command), environment, null, Signals.TERM);
    }
}
