package io.skerry.hub.event;

import static io.skerry.model.event.EventType.COMPONENT_FAILED;
import static io.skerry.model.event.EventType.INSTANCE_RESTARTED;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FloodTests {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void theFirstOfAMinuteAreToldAndTheRestAreCounted() {
        Flood flood = null;
        for (var i = 0; i < Flood.MOST; i++) {
            var taken = Flood.take(flood, NOON.plusSeconds(i), INSTANCE_RESTARTED, 1);
            assertThat(taken.tells()).isTrue();
            flood = taken.after();
        }
        var one = Flood.take(flood, NOON.plusSeconds(30), INSTANCE_RESTARTED, 1);
        var four = Flood.take(one.after(), NOON.plusSeconds(59), INSTANCE_RESTARTED, 3);

        assertThat(one.tells()).isFalse();
        assertThat(four.tells()).isFalse();
        assertThat(four.after().held()).isEqualTo(4);
        assertThat(four.after().sentence()).isEqualTo("4 more restarts within a minute");
    }

    @Test
    void theNextMinuteBeginsWithWhatTheOneBeforeHeldBack() {
        var full = new Flood(NOON, Flood.MOST, 4, COMPONENT_FAILED);

        var taken = Flood.take(full, NOON.plus(Duration.ofMinutes(1)), INSTANCE_RESTARTED, 1);

        assertThat(taken.over()).contains(full);
        assertThat(taken.tells()).isTrue();
        assertThat(taken.after()).isEqualTo(new Flood(NOON.plusSeconds(60), 1, 0, INSTANCE_RESTARTED));
    }

    @Test
    void aMinuteThatHeldNothingBackLeavesNoLine() {
        var calm = new Flood(NOON, 2, 0, INSTANCE_RESTARTED);

        assertThat(Flood.take(calm, NOON.plusSeconds(61), INSTANCE_RESTARTED, 1).over())
                .isEmpty();
    }
}
