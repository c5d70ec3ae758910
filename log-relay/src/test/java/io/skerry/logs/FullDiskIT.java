package io.skerry.logs;

import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.logs.buffer.BareQueue;
import io.skerry.model.log.LogLine;
import io.skerry.testkit.patience.Eventually;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The disk fills, by the relay's own lines or by others; no queue breaks, and what has no room is counted. */
@Tag("F32")
class FullDiskIT {

    private static final long FLOOR = 8L << 20;
    private static final long UNREAD = 1L << 20;
    private static final int FLOOD = 30_000;
    private static final int FEW = 100;
    private static final int ROUNDS = Integer.getInteger("disk.rounds", 1);
    private static final Duration RECOVERY = Duration.ofSeconds(10);

    @TempDir
    Path folder;

    private final AtomicLong free = new AtomicLong(FLOOR * 10);

    @Test
    void losesNothingThatFitsItsAllowanceWhileThereIsNoRoom() throws Exception {
        try (var relay = RelayRole.start(settings(free::get))) {
            write(0, 10);
            Answers.count(relay, Queries.of("web"), 10);
            outOfRoom();
            write(10, 1000);
            try (var tail = relay.tail(Queries.following(Queries.tail("web", 0)))) {
                assertThat(tail.next(1, Duration.ofMillis(500))).isEmpty();
            }
            free.set(FLOOR * 10);

            var lines = Answers.count(relay, Queries.of("web"), 1000);

            assertThat(lines).extracting(FullDiskIT::number).isEqualTo(numbers(0, 1000));
            assertThat(lines).extracting(LogLine::dropped).containsOnlyNulls();
        }
    }

    @Test
    void countsExactlyWhatItDropsAndFreesIt() throws Exception {
        try (var relay = RelayRole.start(settings(free::get))) {
            floodWithoutRoom(relay);
            free.set(FLOOR * 10);

            assertEveryLineIsThereOrCounted(relay);
        }
    }

    @Test
    void remembersWhatItDroppedWhenItIsStartedAgain() throws Exception {
        try (var relay = RelayRole.start(settings(free::get))) {
            floodWithoutRoom(relay);
        }
        free.set(FLOOR * 10);
        try (var relay = RelayRole.start(settings(free::get))) {
            assertEveryLineIsThereOrCounted(relay);
        }
    }

    @Test
    void tellsOfALossAfterWhichNothingCame() throws Exception {
        try (var relay = RelayRole.start(settings(free::get))) {
            floodWithoutRoom(relay);
            web().end();
            free.set(FLOOR * 10);

            var lines = Answers.lines(
                    relay, Queries.previous("web"), found -> !found.isEmpty() && accountedFor(found) >= FLOOD);

            assertThat(accountedFor(lines)).isEqualTo(FLOOD);
        }
    }

    @Test
    void leavesAFloorOfTheDiskFree() throws Exception {
        try (var disk = SmallDisk.under(folder, 40)) {
            assertThat(freeAfterAFlood(disk, disk::free)).isGreaterThan(FLOOR - (3L << 20));
        }
    }

    @Test
    void wouldFillTheDiskIfItDidNotLook() throws Exception {
        try (var disk = SmallDisk.under(folder, 40)) {
            assertThat(freeAfterAFlood(disk, () -> Long.MAX_VALUE)).isLessThan(2L << 20);
        }
    }

    @Test
    void survivesADiskFilledByOthersBetweenTwoLooks() throws Exception {
        try (var disk = SmallDisk.under(folder, 40);
                var relay =
                        RelayRole.start(RelaySettings.of(folder).leavingFree(FLOOR, () -> Long.MAX_VALUE, 64L << 20))) {
            int written = 0;
            for (int round = 0; round < ROUNDS; round++) {
                int from = written;
                write(from, from + FEW);
                Eventually.await("the first lines are in", () -> numberOfLast(relay) == from + FEW - 1);
                disk.fill();
                written += FLOOD / ROUNDS;
                write(from + FEW, written);
                Eventually.await("the relay answers", () -> numberOfLast(relay) >= from + FEW - 1);
                assertThat(disk.free()).isZero();
                disk.clear();
                int last = written - 1;
                Eventually.await(RECOVERY, "every line is in", () -> numberOfLast(relay) == last);
            }

            var lines = Answers.answer(relay, Queries.of("web"));

            assertThat(lines).extracting(FullDiskIT::number).isEqualTo(numbers(0, written));
            assertThat(folder.resolve("logs").resolve("queue.broken")).doesNotExist();
        }
    }

    @Test
    void wouldTakeItsProcessAlongIfItReservedNothing() throws Exception {
        try (var disk = SmallDisk.under(folder, 40)) {
            disk.fill(4L << 20);

            var queue = new ProcessBuilder(RelayProcess.command(BareQueue.class, disk.folder(), 8L << 20))
                    .redirectErrorStream(true)
                    .start();
            var said = new String(queue.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(queue.waitFor()).as(said).isNotZero();
            assertThat(said).containsAnyOf("InternalError", "SIGBUS");
        }
    }

    private RelaySettings settings(LongSupplier space) {
        return RelaySettings.of(folder).leavingFree(FLOOR, space, UNREAD);
    }

    private void floodWithoutRoom(RelayRole relay) throws InterruptedException {
        write(0, 10);
        Answers.count(relay, Queries.of("web"), 10);
        outOfRoom();
        write(10, FLOOD);
        Eventually.await("the blocks are freed", () -> Disk.allocated(web().file()) < 2 * UNREAD);
    }

    /** Returns once the last answer about the free space is no longer trusted. */
    private void outOfRoom() throws InterruptedException {
        free.set(FLOOR - 1);
        long since = System.nanoTime();
        Eventually.await("time passed", () -> System.nanoTime() - since > 25_000_000);
    }

    private void assertEveryLineIsThereOrCounted(RelayRole relay) throws InterruptedException {
        var lines = Answers.lines(relay, Queries.of("web"), found -> number(found.getLast()) == FLOOD - 1);
        int next = 0;
        for (var line : lines) {
            var dropped = line.dropped();
            next += dropped == null ? 0 : dropped.intValue();
            assertThat(number(line)).isEqualTo(next++);
        }
        assertThat(next).isEqualTo(FLOOD);
        assertThat(lines)
                .extracting(LogLine::dropped)
                .filteredOn(dropped -> dropped != null)
                .isNotEmpty();
    }

    private long freeAfterAFlood(SmallDisk disk, LongSupplier looked) throws Exception {
        try (var relay = RelayRole.start(settings(looked))) {
            for (int i = 0; i < 3; i++) {
                write(i * 32_000, (i + 1) * 32_000);
                Eventually.await("the blocks are freed", () -> Disk.allocated(web().file()) < 3 * UNREAD);
            }
            assertThat(Answers.answer(relay, Queries.tail("web", 1))).hasSize(1);
            return disk.free();
        }
    }

    private OutputWriter web() {
        return OutputWriter.instance(folder, "web", "a1");
    }

    /** Numbered lines of 500 bytes. */
    private void write(int from, int to) {
        var text = new StringBuilder();
        for (int i = from; i < to; i++) {
            text.append("line ").append(i).append(' ').append("x".repeat(480)).append('\n');
        }
        web().text(text.toString());
    }

    private static int numberOfLast(RelayRole relay) {
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

    private static List<Integer> numbers(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }

    /** How many of the instance's own lines were shown or are counted as lost. */
    private static long accountedFor(List<LogLine> lines) {
        long lost = lines.stream()
                .map(LogLine::dropped)
                .filter(dropped -> dropped != null)
                .mapToLong(Long::longValue)
                .sum();
        return lost
                + lines.stream().filter(line -> line.text().startsWith("line ")).count();
    }
}
