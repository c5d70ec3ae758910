package io.skerry.logs;

import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.model.log.LogLine;
import io.skerry.model.log.LogMatch;
import io.skerry.testkit.patience.Eventually;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchIT {

    private static final int LINES = 50_000;
    private static final LogMatch NEEDLE = new LogMatch("needle", null, null, null);

    @TempDir
    Path folder;

    @Test
    void findsEveryLineWithTheTextAndItsNumberAmongManyBatches() throws Exception {
        haystack();
        try (var relay = RelayRole.start(RelaySettings.of(folder))) {
            Answers.lines(
                    relay,
                    Queries.tail("web", 1),
                    last -> !last.isEmpty() && last.getFirst().number() == LINES - 1);

            var found = Answers.answer(relay, Queries.of("web").matching(NEEDLE));

            assertThat(found)
                    .extracting(LogLine::number)
                    .containsExactly(0L, 7_000L, 14_000L, 21_000L, 28_000L, 35_000L, 42_000L, 49_000L);
            assertThat(found).extracting(LogLine::text).allMatch(text -> text.contains("needle"));
            assertThat(found).extracting(LogLine::dropped).containsOnlyNulls();
        }
    }

    @Test
    void findsTheLastOnesByGoingBack() throws Exception {
        haystack();
        try (var relay = RelayRole.start(RelaySettings.of(folder))) {
            Answers.lines(
                    relay,
                    Queries.tail("web", 1),
                    last -> !last.isEmpty() && last.getFirst().number() == LINES - 1);

            var found = Answers.answer(relay, Queries.tail("web", 2).matching(NEEDLE));

            assertThat(found).extracting(LogLine::number).containsExactly(42_000L, 49_000L);
        }
    }

    @Test
    void keepsToTheTimesThatAreAsked() throws Exception {
        var web = OutputWriter.instance(folder, "web", "a1");
        try (var relay = RelayRole.start(RelaySettings.of(folder))) {
            web.lines("needle 1");
            var first = Answers.count(relay, Queries.of("web"), 1).getFirst();
            Eventually.await(
                    "the clock went on", () -> Instant.now().isAfter(first.at().plusMillis(1)));
            web.lines("needle 2");
            var second = Answers.count(relay, Queries.of("web"), 2).getLast();

            var upToTheSecond = Queries.of("web").until(second.at()).matching(NEEDLE);
            assertThat(Answers.answer(relay, upToTheSecond))
                    .isNotEmpty()
                    .allMatch(line -> line.at().isBefore(second.at()));
            assertThat(Answers.answer(relay, Queries.of("web").until(first.at())))
                    .isEmpty();
        }
    }

    @Test
    void goesOnSearchingWhatComes() throws Exception {
        var web = OutputWriter.instance(folder, "web", "a1");
        try (var relay = RelayRole.start(RelaySettings.of(folder));
                var tail = relay.tail(Queries.following(Queries.of("web")).matching(NEEDLE))) {
            web.lines("hay", "needle 1", "hay");
            assertThat(Answers.next(tail, 1)).extracting(LogLine::text).containsExactly("needle 1");
            web.lines("hay", "hay", "needle 2");
            assertThat(Answers.next(tail, 1)).extracting(LogLine::text).containsExactly("needle 2");
            assertThat(tail.next(1, Duration.ZERO)).isEmpty();
        }
    }

    private void haystack() {
        var web = OutputWriter.instance(folder, "web", "a1");
        for (int from = 0; from < LINES; from += 1000) {
            web.lines(IntStream.range(from, from + 1000)
                    .mapToObj(i -> "line " + i + (i % 7_000 == 0 ? " with a needle " : " with hay and more hay"))
                    .toArray(String[]::new));
        }
    }
}
