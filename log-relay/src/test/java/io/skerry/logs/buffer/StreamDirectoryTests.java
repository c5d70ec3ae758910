package io.skerry.logs.buffer;

import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.logs.OutputWriter;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StreamDirectoryTests {

    private final StreamDirectory streams = new StreamDirectory();

    @Test
    void forgetsAnEndedStreamWhoseLinesAreGone() {
        streams.put(state(1, 10).asEnded());
        streams.put(state(2, 20).asEnded());

        streams.forgetBefore(15);

        assertThat(streams.get(1)).isNull();
        assertThat(streams.get(2)).isNotNull();
    }

    @Test
    void keepsThePositionOfALiveStreamWhoseLinesAreGone() {
        streams.put(state(1, 10));

        streams.forgetBefore(15);

        assertThat(streams.get(OutputWriter.stream("web", "a1"))).isNotNull();
    }

    @Test
    void neverGivesANumberTwice() {
        streams.put(state(1, 10).asEnded());
        streams.put(state(2, 10).asEnded());
        streams.forgetBefore(15);

        assertThat(streams.nextNumber()).isEqualTo(3);
    }

    @Test
    void forgetsTheOldestEndedStreamsWhereThereAreTooMany() {
        IntStream.rangeClosed(1, 10_005)
                .forEach(number -> streams.put(state(number, number).asEnded()));

        streams.forgetBefore(0);

        assertThat(streams.matching(state -> true)).hasSize(10_000);
        assertThat(streams.get(5)).isNull();
        assertThat(streams.get(6)).isNotNull();
    }

    private static StreamState state(int number, long last) {
        return new StreamState(
                number, OutputWriter.stream("web", "a" + number), 1, last, 7, 100, 100, 3, 0, false, false);
    }
}
