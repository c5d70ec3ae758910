package io.skerry.logs;

import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.model.log.LogLine;
import io.skerry.testkit.patience.Eventually;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the relay promises beyond being right: to be quick, to be small, to let no one wait for another. */
class PromisesIT {

    private static final int OTHERS = 1_000_000;

    @TempDir
    Path folder;

    @Test
    void findsTheLastLinesOfAComponentAmongAMillionOfOthersAtOnce() throws Exception {
        try (var relay = RelayRole.start(RelaySettings.of(folder))) {
            var quiet = OutputWriter.instance(folder, "quiet", "q1");
            for (int i = 0; i < 200; i++) {
                quiet.lines("quiet " + i);
                flood(OTHERS / 200);
                int written = i + 1;
                Eventually.await(
                        "the last line is in", () -> lastOf(relay, "quiet").equals("quiet " + (written - 1)));
            }
            Eventually.await("the last line is in", () -> lastOf(relay, "noisy").equals("the end of 200"));

            long quickest = Long.MAX_VALUE;
            for (int round = 0; round < 5; round++) {
                long start = System.nanoTime();
                assertThat(Answers.answer(relay, Queries.tail("quiet", 100))).hasSize(100);
                quickest = Math.min(quickest, System.nanoTime() - start);
            }

            assertThat(Duration.ofNanos(quickest)).isLessThan(Duration.ofMillis(100));
        }
    }

    @Test
    void doesNotWaitForAConsumerThatTakesNothing() throws Exception {
        try (var relay = RelayRole.start(RelaySettings.of(folder));
                var slow = relay.tail(Queries.following(Queries.of("noisy")))) {
            flood(100_000);
            Eventually.await("the last line is in", () -> lastOf(relay, "noisy").equals("the end of 1"));

            var lines = new ArrayList<LogLine>();
            while (lines.size() < 100_001) {
                var some = slow.next(1_000, Duration.ofSeconds(5));
                assertThat(some).hasSizeBetween(1, 1_000);
                lines.addAll(some);
            }
            assertThat(lines.getLast().text()).isEqualTo("the end of 1");
        }
    }

    @Test
    void letsAQuietStreamThroughWhileAnotherFloods() throws Exception {
        try (var relay = RelayRole.start(RelaySettings.of(folder));
                var tail = relay.tail(Queries.following(Queries.of("quiet")))) {
            for (int i = 0; i < 20; i++) {
                flood(50_000);
            }
            OutputWriter.instance(folder, "quiet", "q1").lines("hello");

            long start = System.nanoTime();
            assertThat(Answers.next(tail, 1)).extracting(LogLine::text).containsExactly("hello");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
        }
    }

    @Test
    void leavesNothingInTheHomeFolder() throws Exception {
        var home = Files.createDirectory(folder.resolve("home"));
        var command = RelayProcess.command(RelayProcess.class, Files.createDirectory(folder.resolve("east")));
        command.add(1, "-Duser.home=" + home);
        var relay = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            assertThat(relay.inputReader(StandardCharsets.UTF_8).readLine()).isEqualTo("relay is up");
        } finally {
            relay.destroy();
            relay.waitFor();
        }

        assertThat(home).isEmptyDirectory();
    }

    private int floods;

    private void flood(int lines) {
        var text = new StringBuilder();
        for (int i = 0; i < lines; i++) {
            text.append("GET /things/").append(i).append(" 200 some words about what happened here\n");
        }
        text.append("the end of ").append(++floods).append('\n');
        OutputWriter.instance(folder, "noisy", "n1").text(text.toString());
    }

    private static String lastOf(RelayRole relay, String component) {
        try {
            var last = Answers.answer(relay, Queries.tail(component, 1));
            return last.isEmpty() ? "" : last.getFirst().text();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
