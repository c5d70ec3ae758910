package io.skerry.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrashIT {

    private static final int ROUNDS = Integer.getInteger("crash.rounds", 10);

    @TempDir
    Path folder;

    @Test
    void keepsEveryLineOnceAndInOrderHoweverOftenTheRelayIsKilled() throws Exception {
        var writing = new AtomicBoolean(true);
        var writers = IntStream.range(0, 3)
                .mapToObj(i -> new NumberingWriter(OutputWriter.instance(folder, "web", "a" + i), writing))
                .toList();
        var threads = writers.stream().map(Thread::startVirtualThread).toList();
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            var relay = relayProcess();
            try {
                if (round % 2 == 0) {
                    assertThat(relay.inputReader(StandardCharsets.UTF_8).readLine())
                            .isEqualTo("relay is up");
                    waitFor(relay, random.nextInt(300));
                } else {
                    waitFor(relay, random.nextInt(1500));
                }
            } finally {
                relay.destroyForcibly().waitFor();
            }
        }
        writing.set(false);
        for (var thread : threads) {
            thread.join();
        }

        try (var relay = RelayRole.start(RelaySettings.of(folder))) {
            for (var writer : writers) {
                assertEveryLineOnceAndInOrder(relay, writer, seed);
            }
        }
    }

    private static void assertEveryLineOnceAndInOrder(RelayRole relay, NumberingWriter writer, long seed)
            throws InterruptedException {
        int written = writer.written();
        var id = writer.output.stream().id();
        int next = 0;
        try (var tail = relay.tail(Queries.following(Queries.instance(id)))) {
            while (next < written) {
                var lines = tail.next(1000, Duration.ofSeconds(20));
                assertThat(lines).as("after line %d, seed %d", next, seed).isNotEmpty();
                for (var line : lines) {
                    assertThat(line.text()).as("seed %d", seed).isEqualTo("line " + next + " of " + id);
                    next++;
                }
            }
            assertThat(tail.next(1, Duration.ofMillis(500))).isEmpty();
        }
    }

    private static void waitFor(Process relay, int millis) throws InterruptedException {
        assertThat(relay.waitFor(millis, TimeUnit.MILLISECONDS))
                .as("ended by itself")
                .isFalse();
    }

    private Process relayProcess() throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(RelayProcess.FLAGS);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), RelayProcess.class.getName()));
        command.add(folder.toString());
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Writes numbered lines as fast as a busy instance does, in pieces that end anywhere. */
    private record NumberingWriter(OutputWriter output, AtomicBoolean writing, List<Integer> counts)
            implements Runnable {

        NumberingWriter(OutputWriter output, AtomicBoolean writing) {
            this(output, writing, new ArrayList<>());
        }

        @Override
        public void run() {
            int number = 0;
            while (writing.get()) {
                var piece = new StringBuilder();
                for (int i = 0; i < 50; i++) {
                    piece.append("line ")
                            .append(number++)
                            .append(" of ")
                            .append(output.stream().id())
                            .append('\n');
                }
                int cut = piece.length() / 3;
                output.text(piece.substring(0, cut)).text(piece.substring(cut));
                pause();
            }
            counts.add(number);
        }

        int written() {
            return counts.getFirst();
        }

        private static void pause() {
            try {
                TimeUnit.MILLISECONDS.sleep(2);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }
}
