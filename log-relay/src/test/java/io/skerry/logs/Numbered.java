package io.skerry.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

/** Lines that tell their own number, and the check that each came once and in order. */
final class Numbered {

    private Numbered() {}

    /** The lines from one number to before another. */
    static String lines(String id, int from, int to) {
        var text = new StringBuilder();
        for (int number = from; number < to; number++) {
            text.append(line(id, number)).append('\n');
        }
        return text.toString();
    }

    /** Fails unless all of them come once, in order, with the numbers the relay gave them, and nothing behind them. */
    static void assertEveryLineOnceAndInOrder(RelayRole relay, String id, int written, String about)
            throws InterruptedException {
        int next = 0;
        try (var tail = relay.tail(Queries.following(Queries.instance(id)))) {
            while (next < written) {
                var lines = tail.next(1000, Duration.ofSeconds(20));
                assertThat(lines).as("after line %d, %s", next, about).isNotEmpty();
                for (var line : lines) {
                    assertThat(line.text()).as(about).isEqualTo(line(id, next));
                    assertThat(line.number()).as(about).isEqualTo(next);
                    assertThat(line.dropped()).as(about).isNull();
                    next++;
                }
            }
            assertThat(tail.next(1, Duration.ofMillis(500))).isEmpty();
        }
    }

    private static String line(String id, int number) {
        return "line " + number + " of " + id;
    }
}
