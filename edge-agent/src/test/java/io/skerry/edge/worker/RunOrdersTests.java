package io.skerry.edge.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.edge.runtime.FakeMachine;
import io.skerry.edge.runtime.FakeRuntime;
import io.skerry.edge.runtime.LaunchRefused;
import io.skerry.edge.runtime.Overuse;
import io.skerry.edge.worker.instance.Wish;
import io.skerry.model.application.Probe;
import io.skerry.model.error.ErrorCode;
import io.skerry.model.key.EdgeKey;
import io.skerry.model.message.CommandResult;
import io.skerry.model.quantity.TimeSpan;
import io.skerry.model.run.RunOrder;
import io.skerry.model.run.RunResult;
import io.skerry.store.queue.OrderQueue;
import io.skerry.store.value.Values;
import io.skerry.testkit.patience.Eventually;
import io.skerry.testkit.store.InMemoryEdgeStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One-off commands: begun once at most, answered with how they ended. */
final class RunOrdersTests {

    private static final String INSTANCE = "web-run-0123abcd";
    private static final Probe READY = new Probe(null, null, List.of("ready?"), new TimeSpan("20ms"), null, 2, null);

    @TempDir
    Path folder;

    private final FakeMachine machine = new FakeMachine();
    private final Worksite site = new Worksite(new InMemoryEdgeStore());
    private WorkerRole worker;

    @BeforeEach
    void begin() {
        site.receivedEverything();
        worker = start();
    }

    private WorkerRole start() {
        var settings = Worksite.settings(folder, 20_000, Worksite.IMPATIENT);
        return new WorkerRole(settings, site.store(), new FakeRuntime(machine), port -> true);
    }

    @AfterEach
    void end() {
        worker.close();
    }

    @Test
    void tellsTheExitCodeAndTheLastLinesAndLeavesNothingBehind() {
        var answer = run("op-1", "exit", "0", "migrated");

        assertThat(answer.cause()).isNull();
        assertThat(result(answer).exitCode()).isZero();
        assertThat(result(answer).lastLines()).containsExactly("migrated");
        Eventually.await("removal", () -> machine.known().isEmpty());
        assertThat(site.store().list(EdgeKey.ORDERS).entries()).isEmpty();
    }

    @Test
    void runsWithTheComponentsEnvironmentAndAPortOfItsOwn() {
        site.wants(Wish.web().env("LOG_LEVEL", "info").probes(READY, null));
        site.awaitsRunning("web", 1);
        var serving = site.only("web");

        order("op-1", Wish.web().env("LOG_LEVEL", "info").command("serve"), 60);
        awaitRunning();

        assertThat(machine.launch(INSTANCE).environment())
                .containsEntry("LOG_LEVEL", "info")
                .containsEntry("SKERRY_INSTANCE", INSTANCE)
                .doesNotContainEntry("PORT", serving.ports().get("http").toString());
        assertThat(site.addresses("web")).hasSize(1);
        assertThat(site.only("web").id()).isEqualTo(serving.id());
    }

    @Test
    void failsWithTheCodeOfTheCommand() {
        var cause = run("op-1", "exit", "3", "no such table").cause();

        assertThat(cause.code()).isEqualTo(ErrorCode.INSTANCE_EXITED);
        assertThat(cause.exitCode()).isEqualTo(3);
        assertThat(cause.lastLines()).containsExactly("no such table");
    }

    @Test
    void endsWhenItIsCancelled() {
        order("op-1", Wish.web().command("serve"), 60);
        awaitRunning();

        cancel("op-1");

        assertThat(answer("op-1").cause().code()).isEqualTo(ErrorCode.CANCELLED);
        Eventually.await("removal", () -> machine.known().isEmpty());
    }

    @Test
    void isNotBegunWhenTheCancelCameFirst() {
        cancel("op-1");
        Eventually.await("answer", () -> site.store().get(EdgeKey.answer("op-1")) != null);

        assertThat(answer("op-1").cause().code()).isEqualTo(ErrorCode.CANCELLED);
        assertThat(site.store().list(EdgeKey.ORDERS).entries()).isEmpty();
    }

    @Test
    void endsAtItsTimeLimit() {
        order("op-1", Wish.web().command("serve"), 1);

        assertThat(answer("op-1").cause().message()).contains("time limit of 1 s");
        Eventually.await("removal", () -> machine.known().isEmpty());
    }

    @Test
    void waitsForASlugThatIsOnItsWay() {
        machine.refuse(LaunchRefused.unavailable("The hub is away."));
        order("op-1", Wish.web().command("exit", "0"), 60);
        Eventually.await("mark", () -> site.store().get(EdgeKey.answer("op-1")) != null);

        machine.refuse(null);

        assertThat(answer("op-1").cause()).isNull();
    }

    @Test
    void goesOnThroughARestartOfTheAgentAndIsNotBegunAgain() {
        order("op-1", Wish.web().command("serve"), 60);
        awaitRunning();
        worker.close();
        machine.crash(INSTANCE, 5, "half way");

        worker = start();

        assertThat(answer("op-1").cause().exitCode()).isEqualTo(5);
        assertThat(machine.started()).containsExactly(INSTANCE);
    }

    @Test
    void saysThatNobodyKnowsWhenItWasBegunAndNothingIsLeft() {
        begun("op-1");

        order("op-1", Wish.web().command("exit", "0"), 60);

        assertThat(answer("op-1").cause().code()).isEqualTo(ErrorCode.OUTCOME_UNKNOWN);
        assertThat(machine.started()).isEmpty();
    }

    /** The control of the test before: without the mark that it was begun, the same order runs. */
    @Test
    void wouldBeginASecondTimeWithoutItsMark() {
        begun("op-1");
        site.store().delete(EdgeKey.answer("op-1"));

        order("op-1", Wish.web().command("exit", "0"), 60);

        assertThat(answer("op-1").cause()).isNull();
        assertThat(machine.started()).containsExactly(INSTANCE);
    }

    @Test
    void stopsWhatIsLeftOfAnOrderThatIsGone() {
        order("op-1", Wish.web().command("serve"), 60);
        awaitRunning();
        worker.close();
        site.store().delete(EdgeKey.order(RunOrder.QUEUE, "op-1"));

        worker = start();

        Eventually.await("removal", () -> machine.known().isEmpty());
    }

    @Test
    void saysWhichLimitEndedIt() {
        order("op-1", Wish.web().command("serve"), 60);
        awaitRunning();

        machine.exceed(INSTANCE, new Overuse(Overuse.Resource.DISK, 20 << 20, 10 << 20, null));

        var cause = answer("op-1").cause();
        assertThat(cause.code()).isEqualTo(ErrorCode.DISK_LIMIT);
        assertThat(cause.message()).isEqualTo("Its folder grew to 20.0 MiB, its limit is 10.0 MiB.");
        assertThat(cause.advice()).startsWith("Raise resources.disk");
    }

    @Test
    void givesItsRelaysBackThoughTheAgentWasAnotherMeanwhile() {
        site.wants(Wish.component("db").probes(READY, null));
        site.awaitsRunning("db", 1);
        order("op-1", Wish.web().needs("db", "DB", null).command("serve"), 60);
        awaitRunning();
        assertThat(site.relays()).hasSize(1);
        worker.close();
        worker = start();

        site.wants(Wish.web().probes(READY, null));
        site.awaitsRunning("web", 1);
        assertThat(site.relays()).as("the command runs").hasSize(1);
        machine.crash(INSTANCE, 0);

        answer("op-1");
        Eventually.await("closing", () -> site.relays().isEmpty());
    }

    private CommandResult run(String id, String... command) {
        order(id, Wish.web().command(command), 60);
        return answer(id);
    }

    private void order(String id, Wish wish, long limit) {
        try (var queue = new OrderQueue(site.store(), RunOrder.QUEUE, Duration.ofSeconds(5))) {
            assertThat(queue.put(id, new RunOrder(INSTANCE, wish.wanted(), limit)))
                    .isTrue();
        }
    }

    private void cancel(String id) {
        site.store().put(EdgeKey.order(RunOrder.CANCEL_QUEUE, id), Values.write(Map.of()));
    }

    private void begun(String id) {
        var mark = Values.write(new RunResult(INSTANCE, Instant.now(), null, null, List.of()));
        site.store().put(EdgeKey.answer(id), Values.write(new CommandResult(id, false, mark, null)));
    }

    private void awaitRunning() {
        Eventually.await("start", () -> machine.running().contains(INSTANCE));
    }

    private CommandResult answer(String id) {
        Eventually.await("end of " + id, () -> {
            var entry = site.store().get(EdgeKey.answer(id));
            return entry != null
                    && Values.read(entry.value(), CommandResult.class).terminal();
        });
        var entry = Objects.requireNonNull(site.store().get(EdgeKey.answer(id)));
        return Values.read(entry.value(), CommandResult.class);
    }

    private static RunResult result(CommandResult answer) {
        return Values.read(Objects.requireNonNull(answer.body()), RunResult.class);
    }
}
