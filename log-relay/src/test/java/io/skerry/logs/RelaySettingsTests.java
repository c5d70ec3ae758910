package io.skerry.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skerry.model.error.InvalidInput;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RelaySettingsTests {

    private static final RelaySettings USUAL = RelaySettings.of(Path.of("east"));

    @Test
    void keepsAGibibyteAndAWeekAndLeavesHalfAGibibyteFree() {
        assertThat(USUAL.retentionBytes()).isEqualTo(1L << 30);
        assertThat(USUAL.retentionAge()).isEqualTo(Duration.ofDays(7));
        assertThat(USUAL.freeSpaceFloor()).isEqualTo(512L << 20);
        assertThat(USUAL.lineBytes()).isEqualTo(65536);
    }

    @Test
    void namesWhatItRefuses() {
        assertThatThrownBy(() -> USUAL.keeping(1000, Duration.ofDays(1)))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("retentionBytes")
                .hasMessageContaining("8 MiB");
        assertThatThrownBy(() -> USUAL.keeping(1L << 30, Duration.ZERO)).hasMessageContaining("retentionAge");
        assertThatThrownBy(() -> USUAL.leavingFree(0, () -> 0, 1L << 20)).hasMessageContaining("freeSpaceFloor");
        assertThatThrownBy(() -> USUAL.leavingFree(1L << 30, () -> 0, 1)).hasMessageContaining("unreadBytes");
    }

    @Test
    void followsTheEnvironmentAndNamesTheVariableThatMakesNoSense() {
        var settings = RelaySettings.of(
                Path.of("east"),
                Map.of(
                        "SKERRY_LOG_KEEP", "2Gi",
                        "SKERRY_LOG_KEEP_AGE", "3d",
                        "SKERRY_LOG_FREE", "1Gi",
                        "SKERRY_LOG_RATE", "1Mi",
                        "SKERRY_LOG_ARCHIVE", "/var/archive",
                        "SKERRY_LOG_ARCHIVE_AFTER", "2h"));

        assertThat(settings.retentionBytes()).isEqualTo(2L << 30);
        assertThat(settings.retentionAge()).isEqualTo(Duration.ofDays(3));
        assertThat(settings.freeSpaceFloor()).isEqualTo(1L << 30);
        assertThat(settings.rateBytes()).isEqualTo(1 << 20);
        assertThat(settings.archive()).isEqualTo(Path.of("/var/archive"));
        assertThat(settings.archiveAfter()).isEqualTo(Duration.ofHours(2));
        assertThat(RelaySettings.of(Path.of("east"), Map.of()).archive()).isNull();
        assertThatThrownBy(() -> RelaySettings.of(Path.of("east"), Map.of("SKERRY_LOG_KEEP", "much")))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("SKERRY_LOG_KEEP: 'much' is no size");
    }
}
