package io.skerry.logs;

import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.model.log.LogLine;
import io.skerry.testkit.patience.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nobody takes lines, or takes them slowly, until the buffer is full: it stays within its cap, and what is gone is counted. */
@Tag("F30")
class HubAwayIT {

    private static final long CAP = 8L << 20;

    /** The cycle being written, and what is reserved ahead of it. */
    private static final long ONE_CYCLE = 2L << 20;

    private static final List<String> IDS = List.of("a1", "a2", "a3");
    private static final int LINES = Integer.getInteger("away.lines", 20_000);

    @TempDir
    Path folder;

    @Test
    void staysWithinItsCapAndCountsExactlyWhatTheHubDidNotGet() throws Exception {
        try (var relay = relayKeeping(CAP)) {
            var got = new Received();
            write(relay, 0, 1000);
            try (var tail = relay.tail(Queries.following(Queries.of("web")))) {
                got.add(Answers.next(tail, 2000));
            }
            write(relay, 1000, LINES);

            assertThat(bufferBytes()).isLessThanOrEqualTo(CAP + ONE_CYCLE);
            got.add(Answers.answer(relay, Queries.of("web")));
            assertThat(got.missing).isPositive();
            assertThat(got.lines + got.missing).isEqualTo((long) IDS.size() * LINES);
        }
    }

    @Test
    void wouldOutgrowTheCapIfItWereNotTold() throws Exception {
        try (var relay = relayKeeping(1L << 30)) {
            write(relay, 0, LINES);

            assertThat(bufferBytes()).isGreaterThan(CAP + ONE_CYCLE);
        }
    }

    @Test
    void givesAReaderThatCannotKeepUpACountedGapAndNotTheDisk() throws Exception {
        try (var disk = SmallDisk.under(folder, 64);
                var relay = RelayRole.start(RelaySettings.of(folder)
                        .keeping(CAP, Duration.ofDays(1))
                        .leavingFree(4L << 20, disk::free, 64L << 20))) {
            var got = new Received();
            write(relay, 0, 1000);
            try (var tail = relay.tail(Queries.following(Queries.of("web")))) {
                got.add(Answers.next(tail, 1));
                for (int from = 1000; from < LINES; from += 1000) {
                    write(relay, from, from + 1000);
                    got.add(Answers.next(tail, 1));
                }
                Eventually.await(
                        "what was removed is given back", () -> disk.free() > (64L << 20) - CAP - 2 * ONE_CYCLE);

                while (got.lines + got.missing < (long) IDS.size() * LINES) {
                    got.add(Answers.next(tail, 1));
                }
            }
            assertThat(got.missing).isPositive().isEqualTo(got.dropped);
            assertThat(got.lines + got.dropped).isEqualTo((long) IDS.size() * LINES);
        }
    }

    private RelayRole relayKeeping(long bytes) throws InterruptedException {
        return RelayRole.start(RelaySettings.of(folder).keeping(bytes, Duration.ofDays(1)));
    }

    /** Numbered lines of 500 bytes, of each instance, a thousand in turn; returns once they are in. */
    private void write(RelayRole relay, int from, int to) throws InterruptedException {
        for (int start = from; start < to; start += 1000) {
            for (var id : IDS) {
                var text = new StringBuilder();
                for (int i = start; i < start + 1000; i++) {
                    text.append("line ")
                            .append(i)
                            .append(' ')
                            .append("x".repeat(480))
                            .append('\n');
                }
                OutputWriter.instance(folder, "web", id).text(text.toString());
            }
            int last = start + 999;
            Answers.lines(
                    relay,
                    Queries.tail("web", 1),
                    lines -> lines.stream().filter(line -> number(line) == last).count() == IDS.size());
        }
    }

    private long bufferBytes() throws IOException {
        try (var files = Files.walk(folder.resolve("logs"))) {
            return files.filter(Files::isRegularFile).mapToLong(Disk::allocated).sum();
        }
    }

    private static int number(LogLine line) {
        return Integer.parseInt(line.text().split(" ", 3)[1]);
    }

    /** What a hub has of each stream: it drops what it has already, by stream and number, and counts what is missing between. */
    private static final class Received {

        private final Map<String, Long> next = new HashMap<>();
        private long lines;
        private long missing;
        private long dropped;

        void add(List<LogLine> some) {
            for (var line : some) {
                long expected = next.getOrDefault(line.stream().id(), 0L);
                assertThat(line.number()).isEqualTo(number(line));
                if (line.number() >= expected) {
                    missing += line.number() - expected;
                    dropped += line.dropped() == null ? 0 : line.dropped();
                    lines++;
                    next.put(line.stream().id(), line.number() + 1);
                }
            }
        }
    }
}
