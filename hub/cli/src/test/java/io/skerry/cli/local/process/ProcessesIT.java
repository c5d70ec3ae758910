package io.skerry.cli.local.process;

import static io.skerry.cli.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessesIT {

    private static final Duration GRACE = Duration.ofSeconds(5);

    @TempDir
    private Path folder;

    @AfterEach
    void leavesNothingBehind() {
        var processes = new Processes(folder);
        processes.recorded().forEach(record -> processes.stop(record, GRACE));
    }

    @Test
    void knowsAProcessAgainThatAnotherStarted() {
        var started = new Processes(folder).start(sleeper("one", "300"));

        var found = new Processes(folder).running("one");

        assertThat(found).contains(started);
        assertThat(new Processes(folder).adoptOrStart(sleeper("one", "300"), GRACE))
                .isTrue();
        assertThat(new Processes(folder).running("one")).contains(started);
    }

    @Test
    void startsItInASessionOfItsOwn() throws IOException {
        var pid = new Processes(folder).start(sleeper("one", "300")).identity().pid();

        await("a session of its own", () -> session(pid) == pid);
    }

    @Test
    void replacesAProcessThatDoesSomethingElse() {
        var processes = new Processes(folder);
        var old = processes.start(sleeper("one", "300"));

        var there = processes.adoptOrStart(sleeper("one", "301"), GRACE);

        assertThat(there).isFalse();
        assertThat(old.identity().isAlive()).isFalse();
        assertThat(processes.running("one"))
                .hasValueSatisfying(now -> assertThat(now.identity()).isNotEqualTo(old.identity()));
    }

    @Test
    void doesNotTakeALaterProcessOfTheSameNumberForIt() {
        var identity = ProcessIdentity.self();

        assertThat(identity.isAlive()).isTrue();
        assertThat(new ProcessIdentity(identity.pid(), identity.startTicks() + 1, identity.bootId()).isAlive())
                .isFalse();
        assertThat(new ProcessIdentity(identity.pid(), identity.startTicks(), "another-boot").isAlive())
                .isFalse();
    }

    @Test
    void endsAProcessThatDoesNotEndWhenAsked() {
        var processes = new Processes(folder);
        var deaf = processes.start(shell("deaf", "trap '' TERM; echo ready; while :; do sleep 1; done"));
        await("its first word", () -> output("deaf").contains("ready"));

        var orderly = processes.stop(deaf, Duration.ofMillis(300));

        assertThat(orderly).isFalse();
        assertThat(deaf.identity().isAlive()).isFalse();
        assertThat(processes.running("deaf")).isEmpty();
    }

    @Test
    void handsOverItsOwnSettingsAndNoneOfTheStarters() {
        var launch = new Launch(
                "teller",
                List.of("sh", "-c", "env; echo done; sleep 300"),
                Map.of("SKERRY_DC", "east"),
                null,
                Signals.TERM);

        new Processes(folder).start(launch);

        await("its last word", () -> output("teller").contains("done"));
        assertThat(output("teller").lines().filter(line -> line.startsWith("SKERRY_")))
                .containsExactly("SKERRY_DC=east");
    }

    @Test
    void startsAgainWhatEnds() {
        var processes = new Processes(folder);
        var first = processes.start(sleeper("one", "300"));
        var journal = new ArrayList<String>();
        var watcher = new Watcher(processes, Clock.systemUTC(), journal::add);

        Signals.send(first.identity(), Signals.KILL);
        Processes.awaitEnd(first.identity(), Duration.ofSeconds(10));

        await("its restart", () -> {
            watcher.look();
            return processes.running("one").isPresent();
        });
        assertThat(journal).hasSize(2).first().isEqualTo("one ended (signal 9 (KILL)); it is started again in 1 s");
        assertThat(processes.state("one").restarts()).isEqualTo(1);
        assertThat(processes.state("one").lastExit()).isEqualTo("signal 9 (KILL)");
    }

    @Test
    void saysWithItsLastLinesThatOneEndsAgainAndAgainAndTheNextSupervisorKnows() {
        var processes = new Processes(folder);
        processes.start(shell("crasher", "echo the disk is on fire; sleep 0.1; exit 7"));
        var journal = new ArrayList<String>();
        var clock = new MovedClock();
        var watcher = new Watcher(processes, clock, journal::add);

        await("a crash loop", () -> {
            clock.move(Duration.ofSeconds(2));
            watcher.look();
            return processes.state("crasher").isCrashLoop();
        });

        assertThat(journal)
                .contains("crasher ended 3 times in a row. It wrote last:", "| the disk is on fire")
                .anyMatch(line -> line.startsWith("crasher ended (code 7); it is started again in 4 s"));
        var next = new ArrayList<String>();
        var nextWatcher = new Watcher(new Processes(folder), clock, next::add);
        await("the next supervisor sees its end", () -> {
            nextWatcher.look();
            return !next.isEmpty();
        });
        assertThat(next.getFirst()).isEqualTo("crasher ended (exit not seen); it is started again in 8 s");
        assertThat(processes.state("crasher").restarts()).isGreaterThanOrEqualTo(2);
    }

    @Test
    void stopsEverythingInASession() {
        var processes = new Processes(folder);
        var leader = processes.start(shell("leader", "sleep 300 & echo $! ready; trap : TERM; wait; wait"));
        await("its first word", () -> output("leader").contains("ready"));
        var child = ProcessIdentity.of(Long.parseLong(output("leader").split(" ", -1)[0]))
                .orElseThrow();

        new ProcessSession(leader.identity()).stop(GRACE);

        assertThat(leader.identity().isAlive()).isFalse();
        assertThat(child.isAlive()).isFalse();
    }

    @Test
    void whatIgnoresTheQuestionIsEndedThoughItsLeaderWentAtOnce() {
        var processes = new Processes(folder);
        var leader = processes.start(shell(
                "stubborn",
                "sh -c 'trap \"\" TERM; echo $$ ready; while :; do sleep 1; done' & trap 'exit 0' TERM; wait"));
        await("its first word", () -> output("stubborn").contains("ready"));
        var child = ProcessIdentity.of(Long.parseLong(output("stubborn").split(" ", -1)[0]))
                .orElseThrow();

        new ProcessSession(leader.identity()).stop(GRACE);

        await("its end", () -> !child.isAlive());
    }

    private static Launch sleeper(String name, String seconds) {
        return new Launch(name, List.of("sleep", seconds), Map.of(), null, Signals.TERM);
    }

    private static Launch shell(String name, String script) {
        return new Launch(name, List.of("sh", "-c", script), Map.of(), null, Signals.TERM);
    }

    private String output(String name) {
        try {
            return Files.readString(folder.resolve(name + ".log"));
        } catch (IOException e) {
            return "";
        }
    }

    private static long session(long pid) {
        try {
            var stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            return Long.parseLong(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[3]);
        } catch (IOException e) {
            return -1;
        }
    }

    /** Goes on only when it is told to. */
    private static final class MovedClock extends Clock {

        private Instant now = Instant.parse("2026-03-01T12:00:00Z");

        void move(Duration by) {
            now = now.plus(by);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
