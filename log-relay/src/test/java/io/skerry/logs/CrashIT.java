package io.skerry.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The relay is killed while it starts and while it works; every line is there once. */
@Tag("F31")
class CrashIT {

    private static final int ROUNDS = Integer.getInteger("crash.rounds", 2);

    @TempDir
    Path folder;

    @Test
    void keepsEveryLineOnceAndInOrderHoweverOftenTheRelayIsKilled() throws Exception {
        var writers = IntStream.range(0, 3)
                .mapToObj(i -> new NumberingWriter(OutputWriter.instance(folder, "web", "a" + i)))
                .toList();
        long seed = System.nanoTime();
        var random = new Random(seed);
        try (var clock = Executors.newScheduledThreadPool(1)) {
            var writing = writers.stream()
                    .map(writer -> clock.scheduleAtFixedRate(writer, 0, 2, TimeUnit.MILLISECONDS))
                    .toList();
            for (int round = 0; round < ROUNDS; round++) {
                killOne(round % 2 == 0, random);
            }
            assertThat(writing).noneMatch(Future::isDone);
            clock.shutdown();
        }

        try (var relay = RelayRole.start(RelaySettings.of(folder))) {
            for (var writer : writers) {
                var id = writer.output.stream().id();
                Numbered.assertEveryLineOnceAndInOrder(relay, id, writer.written.get(), "seed " + seed);
            }
        }
    }

    @Test
    void wouldDoubleLinesIfItNotedItsPositionApartFromThem() throws Exception {
        var web = OutputWriter.instance(folder, "web", "a0");
        var relayWithoutGuard = new PositionApart(folder, web);
        web.text(Numbered.lines("a0", 0, 100));
        relayWithoutGuard.takeAll();
        web.text(Numbered.lines("a0", 100, 200));
        relayWithoutGuard.takeAllAndDieBeforeTheNote();
        relayWithoutGuard.takeAll();

        try (var relay = RelayRole.start(RelaySettings.of(folder))) {
            assertThatThrownBy(() -> Numbered.assertEveryLineOnceAndInOrder(relay, "a0", 200, "without guard"))
                    .isInstanceOf(AssertionError.class);
        }
    }

    /** Kills a relay some time after it is up, or at any moment of its start. */
    private void killOne(boolean onceUp, Random random) throws IOException, InterruptedException {
        var relay = relayProcess();
        try {
            if (onceUp) {
                assertThat(relay.inputReader(StandardCharsets.UTF_8).readLine()).isEqualTo("relay is up");
            }
            assertThat(relay.waitFor(random.nextInt(onceUp ? 300 : 1500), TimeUnit.MILLISECONDS))
                    .as("ended by itself")
                    .isFalse();
        } finally {
            relay.destroyForcibly().waitFor();
        }
    }

    private Process relayProcess() throws IOException {
        return new ProcessBuilder(RelayProcess.command(RelayProcess.class, folder))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Writes 50 numbered lines each time, in pieces that end anywhere. */
    private static final class NumberingWriter implements Runnable {

        private final OutputWriter output;
        private final AtomicInteger written = new AtomicInteger();

        NumberingWriter(OutputWriter output) {
            this.output = output;
        }

        @Override
        public void run() {
            int from = written.getAndAdd(50);
            var piece = Numbered.lines(output.stream().id(), from, from + 50);
            int cut = piece.length() / 3;
            output.text(piece.substring(0, cut)).text(piece.substring(cut));
        }
    }
}
