package io.skerry.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class BuilderSettingsTests {

    /** A call to a store of another process waits for it that long. */
    private static final Duration STORE_AWAY = Duration.ofSeconds(5);

    @Test
    void holdsAnOrderThroughAnAbsenceOfAStoreOfAnotherProcess() {
        var settings = BuilderSettings.of(Path.of("east"), Map.of());

        assertThat(settings.lease()).isGreaterThan(STORE_AWAY.multipliedBy(2));
    }

    @Test
    void givesAnOrderUpSoonBesideItsStoreAndIsTheSameOtherwise() {
        var settings = BuilderSettings.of(Path.of("east"), Map.of());

        var beside = settings.besideStore();

        assertThat(beside.lease()).isEqualTo(Duration.ofSeconds(5));
        assertThat(beside).usingRecursiveComparison().ignoringFields("lease").isEqualTo(settings);
    }
}
