package io.skerry.edge.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skerry.model.application.RunSpec;
import io.skerry.model.error.ErrorCode;
import io.skerry.model.name.ComponentRef;
import io.skerry.model.name.TenantName;
import io.skerry.testkit.patience.Eventually;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What every {@link WorkloadRuntime} promises. */
public abstract class RuntimeContract {

    protected static final ComponentRef WEB = new ComponentRef(new TenantName("acme"), "shop", "web");
    private static final Duration LONG = Duration.ofSeconds(30);

    private WorkloadRuntime runtime;
    private RuntimeEvents events;

    /** What an instance of a test does. */
    protected enum Program {
        /** Listens on the port named {@code http}. */
        SERVES,
        /** Writes "no database" and exits with 3. */
        EXITS_WITH_3,
        /** Writes "up" and goes on until it is told to stop, then exits with 0. */
        RUNS,
        /** Writes "up" and goes on when it is told to stop. */
        IGNORES_TERM,
        /** Exits with 0 if it has run in its folder before, else with 1. */
        REMEMBERS,
        /** Something the runtime cannot make a process of, whatever happens. */
        HAS_NO_COMMAND
    }

    /** Opens the runtime over the same place each time. */
    protected abstract WorkloadRuntime open();

    /** How the program is asked for. */
    protected abstract RunSpec run(Program program);

    /** Lets the test's instances reach that port. */
    protected abstract int freePort();

    private void begin() {
        events = new RuntimeEvents();
        runtime = open();
        events.adopted = runtime.adopt(events);
    }

    private void closeAndOpenAgain() {
        runtime.close();
        begin();
    }

    @AfterEach
    void leaveNothingRunning() {
        if (runtime == null) {
            return;
        }
        for (var id : events.known()) {
            runtime.stop(id, Duration.ZERO);
        }
        runtime.close();
        var last = new RuntimeEvents();
        try (var again = open()) {
            last.adopted = again.adopt(last);
            for (var left : last.adopted) {
                again.stop(left.launch().instance(), Duration.ZERO);
                last.awaitEndOrKnown(left);
                again.remove(left.launch().instance());
            }
        }
    }

    private void start(String id, Program program) throws Exception {
        events.expect(id);
        runtime.start(launch(id, program));
        if (program == Program.RUNS || program == Program.IGNORES_TERM) {
            Eventually.await("word", () -> runtime.lastLines(id, 1).equals(List.of("up")));
        }
    }

    private Launch launch(String id, Program program) {
        return launch(id, program, List.of());
    }

    private Launch launch(String id, Program program, List<Volume> volumes) {
        return new Launch(
                id,
                WEB,
                null,
                run(program),
                Map.of("http", freePort()),
                Map.of("PORT", Integer.toString(freePort()), "GREETING", "it's \"quoted\"\nand $long"),
                Limits.NONE,
                volumes,
                "what the worker wants to know again");
    }

    @Test
    void tellsThatAnInstanceBeganAndThenHowItEnded() throws Exception {
        begin();

        start("web-1", Program.EXITS_WITH_3);

        var exit = events.awaitEnd("web-1");
        assertThat(exit.code()).isEqualTo(3);
        assertThat(exit.reason()).isNull();
        assertThat(exit.lastLines()).contains("no database");
        assertThat(events.story("web-1")).containsExactly("started", "ended");
    }

    @Test
    void endsAnInstanceGracefully() throws Exception {
        begin();
        start("web-1", Program.RUNS);

        runtime.stop("web-1", LONG);

        var exit = events.awaitEnd("web-1");
        assertThat(exit.code()).isZero();
        assertThat(exit.reason()).isNull();
    }

    @Test
    void killsWhatIgnoresBeingToldAndSaysSo() throws Exception {
        begin();
        start("web-1", Program.IGNORES_TERM);

        runtime.stop("web-1", Duration.ofMillis(300));

        var exit = events.awaitEnd("web-1");
        assertThat(exit.code()).isEqualTo(137);
        assertThat(exit.reason()).contains("grace of 0.3 s").contains("killed");
    }

    @Test
    void startsNothingASecondTime() throws Exception {
        begin();
        start("web-1", Program.RUNS);

        runtime.start(launch("web-1", Program.RUNS));

        closeAndOpenAgain();
        assertThat(events.adopted("web-1").starts()).isEqualTo(1);
    }

    @Test
    void startsAnEndedInstanceAgainInItsOwnFolder() throws Exception {
        begin();
        start("web-1", Program.REMEMBERS);
        assertThat(events.awaitEnd("web-1").code()).isEqualTo(1);

        start("web-1", Program.REMEMBERS);

        assertThat(events.awaitEnd("web-1").code()).isZero();
        closeAndOpenAgain();
        assertThat(events.adopted("web-1").starts()).isEqualTo(2);
    }

    @Test
    void findsWhatRunsWhenItIsOpenedAgain() throws Exception {
        begin();
        start("web-1", Program.RUNS);

        closeAndOpenAgain();

        var found = events.adopted("web-1");
        assertThat(found.alive()).isTrue();
        assertThat(found.launch().description()).isEqualTo("what the worker wants to know again");
        assertThat(found.launch().environment()).containsKey("GREETING");
        runtime.stop("web-1", LONG);
        assertThat(events.awaitEnd("web-1").code()).isZero();
        assertThat(events.story("web-1")).containsExactly("ended");
    }

    @Test
    void findsTheEndsThatNobodySaw() throws Exception {
        begin();
        start("web-1", Program.EXITS_WITH_3);
        runtime.close();
        awaitEndUnseen("web-1");

        begin();

        var exit = events.adopted("web-1").end().orElseThrow();
        assertThat(exit.code()).isEqualTo(3);
        assertThat(exit.lastLines()).contains("no database");
        assertThat(events.story("web-1")).isEmpty();
    }

    private void awaitEndUnseen(String id) {
        Eventually.await("an end of " + id, () -> {
            try (var other = open()) {
                return other.adopt(new RuntimeEvents()).stream()
                        .anyMatch(one -> one.launch().instance().equals(id) && !one.alive());
            }
        });
    }

    @Test
    void forgetsWhatIsRemoved() throws Exception {
        begin();
        start("web-1", Program.EXITS_WITH_3);
        events.awaitEnd("web-1");

        runtime.remove("web-1");
        runtime.remove("web-1");

        closeAndOpenAgain();
        assertThat(events.adopted).isEmpty();
    }

    @Test
    void keepsAVolumeUntilItIsDeletedAndNoneThatIsUsed() throws Exception {
        begin();
        var volume = new Volume("data", "data", "shared");
        events.expect("web-1");
        runtime.start(launch("web-1", Program.RUNS, List.of(volume)));

        assertThat(runtime.deleteVolume(WEB, "data")).isFalse();
        runtime.stop("web-1", Duration.ZERO);
        events.awaitEnd("web-1");
        closeAndOpenAgain();
        assertThat(runtime.deleteVolume(WEB, "data")).as("it may start again").isFalse();
        runtime.remove("web-1");

        assertThat(runtime.volumes()).extracting(VolumeState::volume).containsExactly(volume);
        assertThat(runtime.deleteVolume(WEB, "data")).isTrue();
        assertThat(runtime.volumes()).isEmpty();
        assertThat(runtime.deleteVolume(WEB, "data")).as("there is none").isTrue();
    }

    @Test
    void knowsWhereAnInstanceListens() throws Exception {
        begin();
        start("web-1", Program.SERVES);

        Eventually.await("a listener", () -> runtime.listening("web-1").contains(freePort()));

        assertThat(runtime.listening("nobody")).isEmpty();
    }

    @Test
    void runsACommandWithTheInstancesEnvironment() throws Exception {
        begin();
        start("web-1", Program.RUNS);

        assertThat(runtime.run("web-1", List.of("/bin/sh", "-c", "test \"$PORT\" = " + freePort()), LONG))
                .isZero();
        assertThat(runtime.run("web-1", List.of("/bin/sh", "-c", "exit 5"), LONG))
                .isEqualTo(5);
        assertThat(runtime.run("web-1", List.of("/bin/sh", "-c", "sleep 60"), Duration.ofMillis(200)))
                .isEqualTo(124);
        assertThat(runtime.run("nobody", List.of("true"), LONG)).isEqualTo(127);
    }

    @Test
    void refusesByNameWhatItCannotStart() {
        begin();

        assertThatThrownBy(() -> start("web-1", Program.HAS_NO_COMMAND))
                .isInstanceOfSatisfying(LaunchRefused.class, refused -> {
                    assertThat(refused.why().code()).isEqualTo(ErrorCode.UNSUPPORTED);
                    assertThat(refused.why().message()).contains("'web'");
                    assertThat(refused.why().advice()).contains("run.command");
                });
        assertThat(events.story("web-1")).isEmpty();
    }
}
