package io.skerry.logs.buffer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skerry.logs.OutputWriter;
import io.skerry.logs.buffer.Cycles.Cycle;
import io.skerry.model.log.LogStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BufferIT {

    private static final LogStream WEB = OutputWriter.stream("web", "a1");
    private static final LogStream DB = OutputWriter.stream("db", "b1");

    @TempDir
    Path folder;

    @Test
    void knowsEveryStreamAgainFromTheNewestCycleAlone() throws Exception {
        try (var buffer = open();
                var appender = buffer.appender()) {
            append(appender, DB, "quiet\n");
            for (int i = 0; i < 40; i++) {
                append(appender, WEB, "x".repeat(100_000) + "\n");
            }
        }
        var files = cycleFiles();
        assertThat(files).hasSizeGreaterThan(2);
        for (var file : files.subList(0, files.size() - 1)) {
            Files.delete(file);
        }

        try (var buffer = open();
                var appender = buffer.appender()) {
            assertThat(appender.stream(DB, 7).offset()).isEqualTo(6);
            assertThat(appender.stream(WEB, 7).lines()).isEqualTo(40 * 2);
        }
    }

    @Test
    void goesOnInANewCycleIfTheLastWriterDiedBetweenTwo() throws Exception {
        try (var buffer = open();
                var appender = buffer.appender()) {
            append(appender, WEB, "one\n");
        }
        var before = cycleFiles();
        closeLastCycleAndDieBeforeTheNext();
        assertThat(cycleFiles()).isEqualTo(before);

        try (var buffer = open();
                var appender = buffer.appender()) {
            appendOnceThereIsRoom(appender, WEB, "two\n");
            assertThat(texts(buffer)).containsExactly("one\n", "two\n");
        }
        try (var buffer = open()) {
            assertThat(texts(buffer)).containsExactly("one\n", "two\n");
        }
    }

    @Test
    void goesOnInTheSameCycleWhenItIsOpenedAgain() throws Exception {
        for (var text : List.of("one\n", "two\n", "three\n")) {
            try (var buffer = open();
                    var appender = buffer.appender()) {
                append(appender, WEB, text);
            }
        }

        assertThat(cycleFiles()).hasSize(1);
        try (var buffer = open()) {
            assertThat(texts(buffer)).containsExactly("one\n", "two\n", "three\n");
        }
    }

    @Test
    void opensThoughADeadWriterWithOurProcessIdHeldTheLock() throws Exception {
        try (var buffer = open();
                var appender = buffer.appender()) {
            append(appender, WEB, "one\n");
        }
        dieWhileWriting();

        try (var buffer = open();
                var appender = buffer.appender()) {
            append(appender, WEB, "two\n");
            assertThat(texts(buffer)).containsExactly("one\n", "two\n");
        }
    }

    @Test
    void isOpenOnlyOnce() throws Exception {
        try (var buffer = open()) {
            assertThat(buffer.last()).isZero();
            assertThatThrownBy(this::open).isInstanceOf(IOException.class).hasMessageContaining("another relay");
        }
    }

    @Test
    void refusesToReadOnceItIsClosed() throws Exception {
        var buffer = open();
        var reader = buffer.reader();
        buffer.close();

        assertThatThrownBy(() -> reader.next(number -> true, Long.MAX_VALUE, Glance.WHOLE))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
        reader.close();
    }

    @Test
    void findsWhereATimeBegins() throws Exception {
        var start = Instant.now();
        try (var buffer = open();
                var appender = buffer.appender()) {
            append(appender, WEB, "one\n", start);
            append(appender, WEB, "two\n", start.plus(Duration.ofHours(2)));
            append(appender, WEB, "three\n", start.plus(Duration.ofHours(4)));

            var cycle = Cycles.of(buffer.indexAt(start.plus(Duration.ofHours(3))));
            assertThat(cycle).isEqualTo(Cycles.of(batches(buffer).get(1).index()));
            assertThat(buffer.indexAt(start.minusSeconds(1))).isZero();
        }
    }

    @Test
    void putsABrokenQueueAsideAndBeginsANewOne() throws Exception {
        try (var buffer = open();
                var appender = buffer.appender()) {
            append(appender, WEB, "one\n");
        }
        Buffer.setAside(settings());
        try (var buffer = open()) {
            assertThat(buffer.last()).isZero();
        }
        Buffer.setAside(settings());

        assertThat(folder.resolve("queue.broken")).isDirectory();
        assertThat(folder.resolve("queue")).doesNotExist();
    }

    private void closeLastCycleAndDieBeforeTheNext() throws IOException {
        var cycles = new Cycles(folder.resolve("queue"));
        cycles.stay(cycles.list().getLast().number());
        try (var queue = Chronicle.open(folder.resolve("queue"), cycles);
                var appender = queue.createAppender()) {
            appender.writeBytes(out -> out.writeByte(ExcerptFormat.READY));
            cycles.roll(Instant.now().plus(Duration.ofDays(1)));
            appender.writeBytes(out -> out.writeByte(ExcerptFormat.READY));
        }
        Files.delete(cycles.file(cycles.current()));
    }

    private void dieWhileWriting() throws IOException {
        var cycles = new Cycles(folder.resolve("queue"));
        cycles.stay(cycles.list().getLast().number());
        var metadata = folder.resolve("queue").resolve("metadata.cq4t");
        var whileLocked = folder.resolve("metadata.copy");
        try (var queue = Chronicle.open(folder.resolve("queue"), cycles);
                var appender = queue.createAppender();
                var document = appender.writingDocument()) {
            Files.copy(metadata, whileLocked);
            document.rollbackOnClose();
        }
        Files.move(whileLocked, metadata, StandardCopyOption.REPLACE_EXISTING);
    }

    private Buffer open() throws IOException {
        return Buffer.open(settings());
    }

    private BufferSettings settings() {
        return new BufferSettings(
                folder, 16L << 20, Duration.ofDays(1), 0, () -> Long.MAX_VALUE, 64 << 10, Duration.ofMinutes(1));
    }

    private List<Path> cycleFiles() throws IOException {
        return new Cycles(folder.resolve("queue"))
                .list().stream().map(Cycle::file).toList();
    }

    private static void append(BufferAppender appender, LogStream stream, String text) throws IOException {
        append(appender, stream, text, Instant.now());
    }

    private static void append(BufferAppender appender, LogStream stream, String text, Instant at) throws IOException {
        Objects.requireNonNull(tryAppend(appender, stream, text, at));
    }

    private static void appendOnceThereIsRoom(BufferAppender appender, LogStream stream, String text)
            throws IOException {
        if (tryAppend(appender, stream, text, Instant.now()) == null) {
            append(appender, stream, text);
        }
    }

    private static StreamState tryAppend(BufferAppender appender, LogStream stream, String text, Instant at)
            throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        var state = appender.stream(stream, 7);
        return appender.append(
                state,
                new Draft(at.toEpochMilli(), 7, state.offset() + bytes.length, 0, 0, false, bytes, 0, bytes.length));
    }

    private static List<String> texts(Buffer buffer) {
        return batches(buffer).stream()
                .map(batch -> new String(batch.text(), StandardCharsets.UTF_8))
                .toList();
    }

    private static List<Batch> batches(Buffer buffer) {
        try (var reader = buffer.reader()) {
            reader.goBehind(0);
            var batches = new ArrayList<Batch>();
            for (var batch = reader.next(n -> true, Long.MAX_VALUE, Glance.WHOLE);
                    batch != null;
                    batch = reader.next(n -> true, Long.MAX_VALUE, Glance.WHOLE)) {
                batches.add(batch);
            }
            return batches;
        }
    }
}
