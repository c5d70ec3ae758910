package io.skerry.logs.buffer;

import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.logs.OutputWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class StreamStateTests {

    private static final StreamState FRESH =
            StreamState.fresh(OutputWriter.stream("web", "a1"), 7).numbered(1);

    @Test
    void movesOnWithEveryBatch() {
        var first = FRESH.next(draft("one\ntwo\n", 8), 2);
        var then = FRESH.after(first, 101);
        var second = then.next(draft("three\n", 14), 1);
        var end = then.after(second, 105);

        assertThat(first.previous()).isZero();
        assertThat(second.previous()).isEqualTo(101);
        assertThat(second.firstLine()).isEqualTo(2);
        assertThat(second.position()).isEqualTo(8);
        assertThat(end.first()).isEqualTo(101);
        assertThat(end.last()).isEqualTo(105);
        assertThat(end.offset()).isEqualTo(14);
        assertThat(end.lines()).isEqualTo(3);
    }

    @Test
    void carriesALossOnUntilALineFollowsIt() {
        var afterLoss = FRESH.after(FRESH.next(Draft.loss(0, 7, 500, 500, 10), 0), 101);
        var afterMore = afterLoss.after(afterLoss.next(Draft.loss(0, 7, 700, 200, 5), 0), 102);
        var shown = afterMore.next(draft("on\n", 703), 1);

        assertThat(shown.dropped()).isEqualTo(15);
        assertThat(shown.firstLine()).isEqualTo(15);
        assertThat(shown.position()).isEqualTo(700);
        assertThat(afterMore.after(shown, 103).dropped()).isZero();
    }

    @Test
    void livesAgainWhenMoreComes() {
        var ended = FRESH.asEnded();

        assertThat(ended.after(ended.next(draft("on\n", 3), 1), 101).ended()).isFalse();
    }

    private static Draft draft(String text, long offset) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        return new Draft(0, 7, offset, 0, 0, false, bytes, 0, bytes.length);
    }
}
