package io.skerry.logs;

import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.logs.buffer.Buffer;
import io.skerry.logs.buffer.BufferAppender;
import io.skerry.logs.buffer.Draft;
import io.skerry.model.log.LogLine;
import io.skerry.model.log.LogQuery;
import io.skerry.model.log.LogStream;
import io.skerry.model.log.LogStream.Origin;
import io.skerry.model.name.ComponentRef;
import io.skerry.model.name.TenantName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One tenant floods: the others' lines come when they would anyway, stay as long, and none of them is dropped. */
@Tag("F33")
class FloodIT {

    private static final ComponentRef NOISE = new ComponentRef(new TenantName("loud"), "noise", "web");
    private static final int FLOOD_MEBIBYTES = 32;
    private static final int QUIET_LINES = 100;
    private static final long TURNS = 4 * (128L << 10);

    @TempDir
    Path folder;

    private final List<OutputWriter> quiet = new ArrayList<>();
    private int flooded;

    @Test
    void takesTurnsSoThatNobodyWaitsForAFloodToEnd() throws Exception {
        flood();
        others();
        try (var relay = RelayRole.start(RelaySettings.of(folder).taking(1L << 30))) {
            assertThat(floodBeforeTheOthers(relay)).isLessThan(TURNS);
        }
    }

    @Test
    void wouldMakeThemWaitIfItTookFileByFile() throws Exception {
        flood();
        others();
        try (var buffer = Buffer.open(RelaySettings.of(folder).buffer());
                var appender = buffer.appender()) {
            takeWhole(noise(), appender);
            for (var other : quiet) {
                takeWhole(other, appender);
            }
        }
        try (var relay = RelayRole.start(RelaySettings.of(folder))) {
            assertThat(floodBeforeTheOthers(relay)).isGreaterThan(TURNS);
        }
    }

    @Test
    void dropsTheFloodAloneAndCountsIt() throws Exception {
        others();
        try (var relay = RelayRole.start(keepingLittle().taking(256 << 10))) {
            flood();
            var lines = Answers.lines(relay, loud(), FloodIT::theEndIsIn);

            assertThat(accountedFor(lines)).isEqualTo(flooded);
            assertThat(lines)
                    .extracting(LogLine::dropped)
                    .filteredOn(Objects::nonNull)
                    .isNotEmpty();
            assertThat(othersKept(relay)).isEqualTo((long) quiet.size() * QUIET_LINES);
        }
    }

    @Test
    void wouldLoseTheOthersToTheFloodIfItHadNoQuota() throws Exception {
        others();
        try (var relay = RelayRole.start(keepingLittle().taking(1L << 40))) {
            flood();
            Answers.lines(relay, loud(), FloodIT::theEndIsIn);

            assertThat(othersKept(relay)).isLessThan((long) quiet.size() * QUIET_LINES);
        }
    }

    private RelaySettings keepingLittle() {
        return RelaySettings.of(folder)
                .keeping(8L << 20, Duration.ofDays(1))
                .leavingFree(4L << 20, () -> Long.MAX_VALUE, 1L << 20);
    }

    private void flood() {
        for (int i = 0; i < FLOOD_MEBIBYTES; i++) {
            var text = new StringBuilder();
            while (text.length() < 1 << 20) {
                text.append("noise ")
                        .append(flooded++)
                        .append(' ')
                        .append("x".repeat(200))
                        .append('\n');
            }
            noise().text(text.toString());
        }
        noise().lines("the end");
        flooded++;
    }

    private void others() {
        for (int i = 0; i < 3; i++) {
            var other = OutputWriter.instance(folder, "web", "q" + i);
            other.text(Numbered.lines("q" + i, 0, QUIET_LINES));
            quiet.add(other);
        }
    }

    /** Bytes of the flood that were taken before the last of the others had its first line in the buffer. */
    private long floodBeforeTheOthers(RelayRole relay) throws InterruptedException {
        Answers.count(relay, Queries.all(), quiet.size() * QUIET_LINES);
        var lastOther = Answers.answer(relay, Queries.all()).stream()
                .filter(line -> line.text().startsWith("line 0 "))
                .map(LogLine::at)
                .max(Instant::compareTo)
                .orElseThrow();
        return Answers.answer(relay, loud().until(lastOther)).stream()
                .mapToLong(line -> line.text().length() + 1)
                .sum();
    }

    private static long othersKept(RelayRole relay) throws InterruptedException {
        var lines = Answers.answer(relay, Queries.all());
        assertThat(lines).allMatch(line -> line.dropped() == null);
        return lines.size();
    }

    private static boolean theEndIsIn(List<LogLine> lines) {
        return !lines.isEmpty() && lines.getLast().text().equals("the end");
    }

    /** Lines and counted drops, from the first one the buffer still holds on; what it holds no more is before its number. */
    private static long accountedFor(List<LogLine> lines) {
        var first = lines.getFirst();
        long before = Objects.requireNonNull(first.number()) - (first.dropped() == null ? 0 : first.dropped());
        long dropped = lines.stream()
                .map(LogLine::dropped)
                .filter(Objects::nonNull)
                .mapToLong(Long::longValue)
                .sum();
        return before + dropped + lines.size();
    }

    private static void takeWhole(OutputWriter output, BufferAppender appender) throws IOException {
        var text = Files.readAllBytes(output.file());
        long inode = (Long) Files.getAttribute(output.file(), "unix:ino");
        var stream = appender.stream(output.stream(), inode);
        int from = 0;
        while (from < text.length) {
            int to = Math.min(text.length, from + (128 << 10));
            while (text[to - 1] != '\n') {
                to--;
            }
            var draft = new Draft(Instant.now().toEpochMilli(), inode, to, 0, 0, false, text, from, to);
            stream = Objects.requireNonNull(appender.append(stream, draft));
            from = to;
        }
    }

    private OutputWriter noise() {
        return OutputWriter.of(folder, LogStream.instance(NOISE, "n1"));
    }

    private static LogQuery loud() {
        return new LogQuery(NOISE.applicationRef(), Origin.INSTANCE, null, null, false, null, null, false);
    }
}
