package io.skerry.logs;

import static io.skerry.logs.Answers.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.logs.tail.LogTail;
import io.skerry.model.log.LogLine;
import io.skerry.testkit.patience.Eventually;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RelayIT {

    @TempDir
    Path folder;

    private RelayRole relay;

    @BeforeEach
    void start() throws Exception {
        relay = RelayRole.start(RelaySettings.of(folder));
    }

    @AfterEach
    void stop() {
        relay.close();
    }

    @Test
    void showsWhatAnInstanceWroteInOrder() throws Exception {
        writer("web", "a1").lines("one", "two").lines("three");

        var lines = Answers.count(relay, Queries.of("web"), 3);

        assertThat(texts(lines)).containsExactly("one", "two", "three");
        assertThat(lines).extracting(LogLine::stream).containsOnly(OutputWriter.stream("web", "a1"));
        assertThat(lines).extracting(LogLine::position).isSorted().doesNotHaveDuplicates();
        assertThat(lines).extracting(LogLine::dropped).containsOnlyNulls();
    }

    @Test
    void answersOnlyForWhatIsAskedFor() throws Exception {
        writer("web", "a1").lines("web");
        writer("db", "b1").lines("db");

        Answers.count(relay, Queries.all(), 2);

        assertThat(texts(Answers.answer(relay, Queries.of("db")))).containsExactly("db");
    }

    @Test
    void saysHowItFares() throws Exception {
        writer("web", "a1").lines("one", "two");
        writer("db", "b1").lines("three");
        Answers.count(relay, Queries.all(), 3);

        var figures = relay.figures().orElseThrow();

        assertThat(figures.lines()).isEqualTo(3);
        assertThat(figures.bytes()).isEqualTo("one\ntwo\nthree\n".length());
        assertThat(figures.lost()).isZero();
        assertThat(figures.streams()).isEqualTo(2);
        assertThat(figures.files()).isPositive();
        assertThat(figures.fileBytes()).isPositive();
        relay.close();
        assertThat(relay.figures()).isEmpty();
    }

    @Test
    void followsLinesAndInstancesThatComeLater() throws Exception {
        var first = writer("web", "a1").lines("history");
        Answers.count(relay, Queries.of("web"), 1);
        try (var tail = relay.tail(Queries.following(Queries.tail("web", 10)))) {
            assertThat(texts(Answers.next(tail, 1))).containsExactly("history");

            first.lines("later");
            assertThat(texts(Answers.next(tail, 1))).containsExactly("later");

            writer("web", "a2").lines("from a new instance");
            assertThat(texts(Answers.next(tail, 1))).containsExactly("from a new instance");
            assertThat(tail.ended()).isFalse();
        }
    }

    @Test
    void followsASingleInstanceToItsLastLineAndNoFurther() throws Exception {
        var run = writer("web", "run").lines("first");
        try (var tail = relay.tail(Queries.following(Queries.instance("run")))) {
            assertThat(texts(Answers.next(tail, 1))).containsExactly("first");
            assertThat(tail.next(1, Duration.ofMillis(50))).isEmpty();
            assertThat(tail.ended()).isFalse();

            run.lines("last");
            run.end();

            assertThat(texts(Answers.next(tail, 1))).containsExactly("last");
            Eventually.await("end", () -> nothingMore(tail) && tail.ended());
        }
    }

    private static boolean nothingMore(LogTail tail) throws InterruptedException {
        return tail.next(1, Duration.ofMillis(50)).isEmpty();
    }

    @Test
    void givesTheLastLinesOfEachStream() throws Exception {
        writer("web", "a1").lines(numbered("a", 300));
        writer("web", "a2").lines(numbered("b", 2));
        Answers.count(relay, Queries.of("web"), 302);

        var last = texts(Answers.answer(relay, Queries.tail("web", 3)));

        assertThat(last).containsExactlyInAnyOrder("a298", "a299", "a300", "b1", "b2");
        assertThat(texts(Answers.answer(relay, Queries.tail("web", 0)))).isEmpty();
    }

    @Test
    void givesOnlyLinesSinceATime() throws Exception {
        var web = writer("web", "a1").lines("old");
        var old = Answers.count(relay, Queries.of("web"), 1).getFirst();
        Eventually.await("time passed", () -> Instant.now().isAfter(old.at().plusMillis(2)));
        web.lines("new");
        Answers.count(relay, Queries.of("web"), 2);

        assertThat(texts(Answers.answer(relay, Queries.since(old.at().plusMillis(1)))))
                .containsExactly("new");
    }

    @Test
    void keepsTheHistoryOfAnInstanceThatIsGoneAndItsFilesToo() throws Exception {
        var gone = writer("web", "a1").lines("last words").text("unfinished");
        gone.end();
        writer("web", "a2").lines("alive");

        Eventually.await("the file is freed", () -> !Files.exists(gone.file()) && !Files.exists(gone.marker()));
        Answers.count(relay, Queries.of("web"), 3);

        assertThat(texts(Answers.answer(relay, Queries.previous("web")))).containsExactly("last words", "unfinished");
    }

    @Test
    void goesOnAfterARestartWithoutLosingOrDoublingLines() throws Exception {
        var web = writer("web", "a1").lines("one");
        Answers.count(relay, Queries.of("web"), 1);
        relay.close();
        web.lines("two");

        relay = RelayRole.start(RelaySettings.of(folder));
        web.lines("three");

        assertThat(texts(Answers.count(relay, Queries.of("web"), 3))).containsExactly("one", "two", "three");
    }

    @Test
    void bringsAnUnfinishedLineAfterAWhileAndItsRestAsAnother() throws Exception {
        var web = writer("web", "a1").text("Password: ");
        Answers.count(relay, Queries.of("web"), 1);
        web.text("\nnext\n");

        assertThat(texts(Answers.count(relay, Queries.of("web"), 2))).containsExactly("Password: ", "next");
    }

    @Test
    void takesAnyBytesAndAnyLength() throws Exception {
        var bytes = "caf\u00e9\r\n".getBytes(StandardCharsets.ISO_8859_1);
        writer("web", "a1").bytes(bytes).text("x".repeat(300_000)).text("\nend\n");

        var lines = texts(Answers.lines(
                relay,
                Queries.of("web"),
                found -> !found.isEmpty() && found.getLast().text().equals("end")));

        assertThat(lines.getFirst()).isEqualTo("caf\ufffd");
        var parts = lines.subList(1, lines.size() - 1);
        assertThat(parts).hasSize(5);
        assertThat(String.join("", parts).replace("… [line goes on]", "")).isEqualTo("x".repeat(300_000));
    }

    @Test
    void startsOverInAFileThatWasTruncated() throws Exception {
        var web = writer("web", "a1").lines("a longer line before");
        Answers.count(relay, Queries.of("web"), 1);
        try (var channel = FileChannel.open(web.file(), StandardOpenOption.WRITE)) {
            channel.truncate(0);
        }
        web.lines("after");

        var lines = Answers.count(relay, Queries.of("web"), 2);

        assertThat(texts(lines)).containsExactly("a longer line before", "after");
        assertThat(lines).extracting(LogLine::position).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void readsARotatedFileToItsEndAndThenTheNewOne() throws Exception {
        var web = writer("web", "a1").lines("one");
        Answers.count(relay, Queries.of("web"), 1);
        web.lines("two");
        Files.move(web.file(), web.file().resolveSibling("a1.old"), StandardCopyOption.ATOMIC_MOVE);
        web.lines("three");

        assertThat(texts(Answers.count(relay, Queries.of("web"), 3))).containsExactly("one", "two", "three");
    }

    @Test
    void freesWhatItHasReadButNotTheFilesLength() throws Exception {
        var web = writer("web", "a1");
        var line = "y".repeat(1000);
        var many = IntStream.range(0, 4000).mapToObj(i -> line).toArray(String[]::new);
        web.lines(many);
        Answers.count(relay, Queries.of("web"), 4000);

        Eventually.await("the blocks are freed", () -> Disk.allocated(web.file()) < 32_768);

        assertThat(Files.size(web.file())).isEqualTo(4000 * 1001L);
        web.lines("and on");
        assertThat(texts(Answers.count(relay, Queries.of("web"), 4001))).endsWith("and on");
    }

    @Test
    void closesATailThatWaits() throws Exception {
        var tail = relay.tail(Queries.following(Queries.of("web")));
        var waiting = Thread.startVirtualThread(() -> {
            try {
                assertThat(tail.next(10, Duration.ofMinutes(1))).isEmpty();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        tail.close();

        assertThat(waiting.join(Duration.ofSeconds(5))).isTrue();
        assertThat(tail.ended()).isTrue();
    }

    private OutputWriter writer(String component, String id) {
        return OutputWriter.instance(folder, component, id);
    }

    private static String[] numbered(String prefix, int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> prefix + i).toArray(String[]::new);
    }
}
