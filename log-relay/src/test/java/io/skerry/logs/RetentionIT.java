package io.skerry.logs;

import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.model.log.LogLine;
import io.skerry.testkit.patience.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetentionIT {

    private static final long KEPT = 8L << 20;
    private static final int LINES = 40_000;

    @TempDir
    Path folder;

    @Test
    void keepsTheNewestLinesWithinItsBytes() throws Exception {
        try (var relay = RelayRole.start(settings(Duration.ofMinutes(1)))) {
            writeMoreThanIsKept();
            Eventually.await("the last line is in", () -> lastNumber(relay) == LINES - 1);

            assertThat(bufferBytes()).isLessThan(KEPT + (4L << 20));
            var lines = Answers.answer(relay, Queries.of("web"));
            int first = number(lines.getFirst());
            assertThat(first).isGreaterThan(LINES / 2);
            assertThat(lines)
                    .extracting(RetentionIT::number)
                    .containsExactlyElementsOf(
                            IntStream.range(first, LINES).boxed().toList());
        }
    }

    @Test
    void goesOnFromWhatIsKeptAfterARestart() throws Exception {
        try (var relay = RelayRole.start(settings(Duration.ofMinutes(1)))) {
            writeMoreThanIsKept();
            Eventually.await("the last line is in", () -> lastNumber(relay) == LINES - 1);
        }
        try (var relay = RelayRole.start(settings(Duration.ofMinutes(1)))) {
            writer().lines("line " + LINES + " ");

            Eventually.await("the last line is in", () -> lastNumber(relay) == LINES);
            var lines = Answers.answer(relay, Queries.of("web"));
            assertThat(lines)
                    .extracting(RetentionIT::number)
                    .doesNotHaveDuplicates()
                    .isSorted();
        }
    }

    @Test
    void keepsNothingPastItsBytesForAReaderThatGoesOnAsking() throws Exception {
        writer().lines("line 0 ");
        try (var relay = RelayRole.start(settings(Duration.ofMinutes(1)));
                var tail = relay.tail(Queries.following(Queries.of("web")))) {
            assertThat(Answers.next(tail, 1)).hasSize(1);
            writeMoreThanIsKept();
            Eventually.await("the last line is in", () -> lastNumber(relay) == LINES - 1);

            var first = Answers.next(tail, 1).getFirst();

            assertThat(bufferBytes()).isLessThan(KEPT + (4L << 20));
            assertThat(first.dropped()).isNotNull().isEqualTo(first.number() - 1);
        }
    }

    @Test
    void tellsAReaderThatSleptHowManyLinesItMissed() throws Exception {
        writer().lines("line 0 ");
        try (var relay = RelayRole.start(settings(Duration.ofMillis(1)));
                var tail = relay.tail(Queries.following(Queries.of("web")))) {
            assertThat(Answers.next(tail, 1)).hasSize(1);
            writeMoreThanIsKept();
            Eventually.await("the last line is in", () -> lastNumber(relay) == LINES - 1);

            var lines = new ArrayList<LogLine>();
            while (lines.isEmpty() || number(lines.getLast()) < LINES - 1) {
                lines.addAll(tail.next(1000, Duration.ofSeconds(1)));
            }

            var missed = lines.stream()
                    .map(LogLine::dropped)
                    .filter(count -> count != null)
                    .toList();
            assertThat(missed).hasSize(1);
            assertThat(1 + lines.size() + missed.getFirst()).isEqualTo(LINES);
            assertThat(lines.getFirst().dropped()).isEqualTo(missed.getFirst());
        }
    }

    private RelaySettings settings(Duration readerIdle) {
        var usual = RelaySettings.Pace.usual();
        return RelaySettings.of(folder)
                .keeping(KEPT, Duration.ofDays(1))
                .at(new RelaySettings.Pace(
                        usual.scan(),
                        usual.activePoll(),
                        usual.idlePoll(),
                        usual.partialLine(),
                        usual.free(),
                        readerIdle));
    }

    /** Numbered lines from 0 or, if that one is there, from 1; 500 bytes each. */
    private void writeMoreThanIsKept() {
        var writer = writer();
        int from = Files.exists(writer.file()) ? 1 : 0;
        for (int start = from; start < LINES; start += 1000) {
            var piece = new StringBuilder();
            for (int i = start; i < Math.min(LINES, start + 1000); i++) {
                piece.append("line ")
                        .append(i)
                        .append(' ')
                        .append("x".repeat(480))
                        .append('\n');
            }
            writer.text(piece.toString());
        }
    }

    private OutputWriter writer() {
        return OutputWriter.instance(folder, "web", "a1");
    }

    private static int lastNumber(RelayRole relay) {
        try {
            var last = Answers.answer(relay, Queries.tail("web", 1));
            return last.isEmpty() ? -1 : number(last.getFirst());
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static int number(LogLine line) {
        return Integer.parseInt(line.text().split(" ", 3)[1]);
    }

    private long bufferBytes() throws IOException {
        try (var files = Files.walk(folder.resolve("logs"))) {
            long bytes = 0;
            for (var file : (Iterable<Path>) files::iterator) {
                bytes += Files.isRegularFile(file) ? Files.size(file) : 0;
            }
            return bytes;
        }
    }
}
