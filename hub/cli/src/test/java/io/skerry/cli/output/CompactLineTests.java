package io.skerry.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CompactLineTests {

    @Test
    void putsTimeLevelAndMessageFirst() {
        assertThat(CompactLine.of(
                        "{\"user\":7,\"msg\":\"paid\",\"level\":\"info\",\"ts\":\"12:00\",\"cart\":{\"n\":2}}"))
                .isEqualTo("12:00 INFO paid user=7 cart={\"n\":2}");
    }

    @Test
    void leavesAloneWhatIsNoObjectWithAMessage() {
        assertThat(CompactLine.of("{\"user\":7}")).isEqualTo("{\"user\":7}");
        assertThat(CompactLine.of("{almost}")).isEqualTo("{almost}");
        assertThat(CompactLine.of("plain")).isEqualTo("plain");
    }
}
