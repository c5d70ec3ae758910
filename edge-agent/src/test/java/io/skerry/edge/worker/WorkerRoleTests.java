package io.skerry.edge.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.edge.StrainedStore;
import io.skerry.edge.runtime.FakeMachine;
import io.skerry.edge.runtime.FakeRuntime;
import io.skerry.edge.runtime.LaunchRefused;
import io.skerry.edge.worker.instance.Wish;
import io.skerry.model.application.ComponentSpec;
import io.skerry.model.application.Dependency;
import io.skerry.model.application.Probe;
import io.skerry.model.error.ErrorCode;
import io.skerry.model.key.EdgeKey;
import io.skerry.model.message.CommandResult;
import io.skerry.model.quantity.TimeSpan;
import io.skerry.model.resource.Phase;
import io.skerry.store.EdgeStore;
import io.skerry.store.queue.OrderQueue;
import io.skerry.store.value.Values;
import io.skerry.testkit.patience.Eventually;
import io.skerry.testkit.store.InMemoryEdgeStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WorkerRoleTests {

    private static final int FIRST_PORT = 20_000;

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
        return start(site.store());
    }

    private WorkerRole start(EdgeStore store) {
        var settings = Worksite.settings(folder, FIRST_PORT, Worksite.IMPATIENT);
        return new WorkerRole(settings, store, new FakeRuntime(machine), port -> true);
    }

    @AfterEach
    void end() {
        worker.close();
    }

    private static Wish asked(Wish wish) {
        var period = new TimeSpan("20ms");
        return wish.probes(new Probe(null, null, List.of("ready?"), period, null, 2, null), null);
    }

    private static Wish web() {
        return asked(Wish.web());
    }

    private static Wish component(String name) {
        return asked(Wish.component(name));
    }

    @Test
    void startsWhatIsWantedAndReportsIt() {
        site.wants(web().replicas(2));

        var seen = site.awaitsRunning("web", 1);

        assertThat(seen.ready()).isEqualTo(2);
        assertThat(seen.serving()).isEqualTo(1);
        assertThat(seen.cause()).isNull();
        assertThat(site.addresses("web")).hasSize(2).allSatisfy(address -> {
            assertThat(address.ready()).isTrue();
            assertThat(address.host()).isEqualTo("127.0.0.1");
            assertThat(address.ports().get("http")).isBetween(FIRST_PORT + 100, FIRST_PORT + 599);
        });
        assertThat(site.addresses("web").stream()
                        .map(address -> address.ports().get("http"))
                        .distinct())
                .hasSize(2);
    }

    @Test
    void injectsPortsAndWhoTheInstanceIs() {
        site.wants(web().env("LOG_LEVEL", "info"));
        site.awaitsRunning("web", 1);
        var instance = site.only("web");

        assertThat(machine.launch(instance.id()).environment())
                .containsEntry("PORT", instance.ports().get("http").toString())
                .containsEntry("PORT_HTTP", instance.ports().get("http").toString())
                .containsEntry("SKERRY_TENANT", "acme")
                .containsEntry("SKERRY_APPLICATION", "shop")
                .containsEntry("SKERRY_COMPONENT", "web")
                .containsEntry("SKERRY_INSTANCE", instance.id())
                .containsEntry("SKERRY_DATA_CENTER", "east")
                .containsEntry("SKERRY_RELEASE", "1")
                .containsEntry("LOG_LEVEL", "info");
    }

    @Test
    void movesToTheNextReleaseWithoutAMomentWithoutAddress() {
        site.wants(web());
        var before = site.awaitsRunning("web", 1).instances().getFirst().id();

        site.wants(web().command("serve", "new").release(2));
        var seen = site.awaits(
                "web",
                now -> now.phase() == Phase.RUNNING
                        && Long.valueOf(2).equals(now.serving())
                        && now.instances().size() == 1);

        assertThat(seen.instances().getFirst().id()).isNotEqualTo(before);
        assertThat(machine.known()).hasSize(1);
    }

    @Test
    void keepsTheOldReleaseServingWhenTheNewOneKeepsExiting() {
        site.wants(web());
        var before = site.awaitsRunning("web", 1).instances().getFirst().id();

        site.wants(web().command("exit", "3", "no database").release(2));
        var seen =
                site.awaits("web", now -> now.cause() != null && now.instances().size() == 1);

        assertThat(seen.cause().code()).isEqualTo(ErrorCode.INSTANCE_EXITED);
        assertThat(seen.cause().exitCode()).isEqualTo(3);
        assertThat(seen.cause().lastLines()).containsExactly("no database");
        assertThat(seen.release()).isEqualTo(2);
        assertThat(seen.serving()).isEqualTo(1);
        assertThat(machine.running()).containsExactly(before);
        assertThat(site.addresses("web")).hasSize(1);
    }

    @Test
    void doesNotTryAStoppedReleaseAgainAfterItsOwnRestart() {
        site.wants(web());
        site.awaitsRunning("web", 1);
        site.wants(web().command("exit", "3").release(2));
        site.awaits("web", now -> now.cause() != null && now.instances().size() == 1);
        var starts = machine.started().size();

        worker.close();
        worker = start();
        site.wants(web().command("exit", "3").release(2).replicas(2));

        site.awaits("web", now -> now.ready() == 2);
        assertThat(machine.started()).hasSize(starts + 1);
        assertThat(site.seen("web").cause().exitCode()).isEqualTo(3);
    }

    @Test
    void keepsTheOldReleaseServingWhenTheNewOneIsNeverReady() {
        site.wants(web());
        site.awaitsRunning("web", 1);

        site.wants(web().command("deaf").release(2).readyWithin("300ms"));
        var seen = site.awaits("web", now -> now.cause() != null);

        assertThat(seen.cause().code()).isEqualTo(ErrorCode.NOT_READY);
        assertThat(seen.cause().message()).contains("exited with code 1");
        assertThat(seen.cause().lastLines()).containsExactly("up");
        assertThat(seen.serving()).isEqualTo(1);
    }

    @Test
    void restartsWhatExitsWithCauseAndCount() {
        site.wants(web());
        var id = site.awaitsRunning("web", 1).instances().getFirst().id();

        machine.crash(id, 1, "boom");
        site.awaits("web", now -> now.phase() == Phase.FAILING && now.cause() != null);
        var seen = site.awaitsRunning("web", 1);

        assertThat(seen.instances().getFirst().id()).isEqualTo(id);
        assertThat(seen.instances().getFirst().restarts()).isEqualTo(1);
    }

    @Test
    void takesTheAddressAwayWhileAnInstanceIsNotReady() {
        site.wants(web());
        var id = site.awaitsRunning("web", 1).instances().getFirst().id();

        machine.deafen(id, true);
        Eventually.await("withdrawal", () -> site.addresses("web").isEmpty());
        machine.deafen(id, false);

        Eventually.await("publication", () -> site.addresses("web").size() == 1);
        assertThat(machine.started()).hasSize(1);
    }

    @Test
    void restartsWhatDoesNotPassItsLivenessProbe() {
        var period = new TimeSpan("20ms");
        var probe = new Probe(null, null, List.of("ready?"), period, null, 2, null);
        site.wants(Wish.web().probes(probe, probe));
        var id = site.awaitsRunning("web", 1).instances().getFirst().id();

        machine.deafen(id, true);

        Eventually.await("second start", () -> machine.started().size() == 2);
        assertThat(site.awaitsRunning("web", 1).instances().getFirst().restarts())
                .isEqualTo(1);
    }

    @Test
    void waitsForWhatItDependsOnAndSaysSo() {
        site.wants(web().needs("db", "DB", null));

        var seen = site.awaits("web", now -> now.phase() == Phase.PENDING);
        assertThat(seen.notes()).contains("Waits for db, which is not in this data center.");
        site.wants(component("db").command("deaf"));
        site.awaits("web", now -> now.notes().contains("Waits for db to be ready."));
        assertThat(machine.started()).noneMatch(id -> id.startsWith("web"));

        site.wants(component("db").command("serve").release(2));
        site.awaitsRunning("web", 1);
    }

    @Test
    void givesADependantAStablePortOfTheGateways() {
        site.wants(component("db"));
        site.wants(web().needs("db", "DB", null));
        site.awaitsRunning("web", 1);

        var relay = site.relays().getFirst();
        assertThat(relay.listen()).isGreaterThanOrEqualTo(FIRST_PORT + 600);
        assertThat(machine.launch(site.only("web").id()).environment())
                .containsEntry("DB_HOST", "127.0.0.1")
                .containsEntry("DB_PORT", Integer.toString(relay.listen()))
                .containsEntry("DB_URL", "http://127.0.0.1:" + relay.listen());

        worker.close();
        worker = start();
        site.wants(component("db").command("serve", "new").release(2));
        site.awaits("db", now -> Long.valueOf(2).equals(now.serving()));
        assertThat(site.relays()).containsExactly(relay);
    }

    @Test
    void closesAStablePortThatNobodyNeedsAnyMore() {
        site.wants(component("db"));
        site.wants(web().needs("db", "DB", Dependency.StartAfter.NONE));
        site.awaitsRunning("web", 1);

        site.wantsNoMore("web");

        site.awaitsGone("web");
        Eventually.await("closing", () -> site.relays().isEmpty());
    }

    @Test
    void removesEverythingOfADeletedComponentAndItsReportLast() {
        site.wants(web().replicas(2));
        site.awaitsRunning("web", 1);

        site.wantsNoMore("web");

        site.awaitsGone("web");
        assertThat(machine.known()).isEmpty();
        assertThat(site.addresses("web")).isEmpty();
    }

    @Test
    void aDeletedComponentCanComeBack() {
        site.wants(web());
        site.awaitsRunning("web", 1);
        site.wantsNoMore("web");
        site.awaitsGone("web");

        site.wants(web().release(2));

        assertThat(site.awaitsRunning("web", 2).ready()).isEqualTo(1);
    }

    @Test
    void waitsForTheGatewaysBeforeAnInstanceIsStopped() {
        site.gatewaySendsTo(List.of());
        site.wants(web());
        var seen = site.awaitsRunning("web", 1);
        site.gatewaySendsTo(List.copyOf(site.only("web").ports().values()));

        site.wants(web().replicas(0));
        Eventually.await("withdrawal", () -> site.addresses("web").isEmpty());
        assertThat(machine.running()).hasSize(1);
        site.gatewaySendsTo(List.of());

        site.awaits(
                "web", now -> now.phase() == Phase.STOPPED && now.instances().isEmpty());
        assertThat(seen.instances()).hasSize(1);
    }

    @Test
    void takesOverWhatRunsAfterItsOwnRestart() {
        site.wants(web().replicas(2));
        site.awaitsRunning("web", 1);
        var before = machine.running();

        worker.close();
        worker = start();
        site.wants(web().replicas(3));

        site.awaits("web", now -> now.ready() == 3);
        assertThat(machine.running()).hasSize(3).containsAll(before);
        assertThat(machine.started()).hasSize(3);
    }

    @Test
    void findsWhatEndedWhileItWasAway() {
        site.wants(web());
        var id = site.awaitsRunning("web", 1).instances().getFirst().id();
        worker.close();
        machine.crash(id, 7, "out of luck");

        worker = start();

        var seen = site.awaits("web", now -> now.instances().stream().anyMatch(one -> one.restarts() == 1));
        assertThat(seen.instances().getFirst().id()).isEqualTo(id);
        site.awaitsRunning("web", 1);
    }

    @Test
    void leavesAloneWhatAnEmptyStoreDoesNotName() {
        site.wants(web());
        site.awaitsRunning("web", 1);
        worker.close();
        var forgetful = new Worksite(new InMemoryEdgeStore());
        var settings = Worksite.settings(folder, FIRST_PORT, Worksite.IMPATIENT);

        try (var next = new WorkerRole(settings, forgetful.store(), new FakeRuntime(machine), port -> true)) {
            forgetful.wants(component("db"));
            forgetful.awaitsRunning("db", 1);
            assertThat(machine.running()).hasSize(2);

            forgetful.receivedEverything();

            Eventually.await("removal", () -> machine.known().size() == 1);
            assertThat(next).isNotNull();
        }
    }

    @Test
    void leavesAloneWhatIsWantedThoughItDidNotHearItYet() {
        site.wants(web());
        site.wants(component("db"));
        site.awaitsRunning("web", 1);
        site.awaitsRunning("db", 1);
        worker.close();
        var strained = new StrainedStore(new InMemoryEdgeStore());
        strained.hold(EdgeKey.WANTED_COMPONENTS);
        var forgetful = new Worksite(strained);
        worker = start(strained);

        forgetful.wants(web());
        forgetful.receivedEverything();

        Eventually.await("removal of db", () -> machine.known().size() == 1);
        strained.release();
        forgetful.awaitsRunning("web", 1);
        assertThat(machine.started()).hasSize(2);
    }

    @Test
    void asksAgainAfterADefectInAProbe() {
        site.wants(
                Wish.web().probes(new Probe(null, null, List.of("break"), new TimeSpan("20ms"), null, 2, null), null));

        site.awaitsRunning("web", 1);
    }

    @Test
    void answersAFailedRestartAsFailedWhenTheStoreDoesNotAnswerAtFirst() {
        worker.close();
        var strained = new StrainedStore(site.store());
        worker = start(strained);
        site.wants(web());
        site.awaitsRunning("web", 1);
        machine.refuse(LaunchRefused.unsupported("It cannot run here.", "Give it up."));
        strained.refuseOnce(EdgeKey.ANSWERS);

        assertThat(order("op-3", "web").cause()).isNotNull();
        assertThat(strained.hasRefused()).isTrue();
    }

    @Test
    void triesAgainWhenTheArtifactCannotBeHad() {
        machine.refuse(LaunchRefused.unavailable("The hub is away."));
        site.wants(web());

        var seen = site.awaits("web", now -> now.notes().stream().anyMatch(note -> note.contains("The hub is away.")));
        assertThat(seen.phase()).isEqualTo(Phase.DEPLOYING);
        machine.refuse(null);

        site.awaitsRunning("web", 1);
    }

    @Test
    void refusesByNameWhatItDoesNotRun() {
        site.wants(web().type(ComponentSpec.Type.JOB));

        var seen = site.awaits("web", now -> now.cause() != null);

        assertThat(seen.phase()).isEqualTo(Phase.FAILING);
        assertThat(seen.cause().message()).contains("'job'").contains("(type)");
    }

    @Test
    void replacesEveryInstanceOnAnOrderToRestart() {
        site.wants(web().replicas(2));
        site.awaitsRunning("web", 1);
        var before = machine.running();

        var answer = order("op-1", "web");

        assertThat(answer.cause()).isNull();
        assertThat(answer.terminal()).isTrue();
        assertThat(machine.running()).hasSize(2).doesNotContainAnyElementsOf(before);
    }

    @Test
    void answersAnOrderForAComponentThatIsNotHere() {
        assertThat(order("op-2", "nobody").cause().code()).isEqualTo(ErrorCode.NOT_FOUND);
    }

    private CommandResult order(String id, String component) {
        try (var queue = new OrderQueue(site.store(), "restart", Duration.ofSeconds(10))) {
            queue.put(id, Map.of("component", Worksite.component(component)));
        }
        Eventually.await("answer", () -> site.store().get(EdgeKey.answer(id)) != null);
        return Values.read(site.store().get(EdgeKey.answer(id)).value(), CommandResult.class);
    }

    @Test
    void doesNotGiveAPortToAnotherWhileAGatewayMaySendThere() {
        site.wants(web());
        site.awaitsRunning("web", 1);
        var port = site.only("web").ports().get("http");
        site.gatewaySendsTo(List.of(port));
        site.wantsNoMore("web");
        site.awaitsGone("web");

        // Every port of the slice but that one.
        site.wants(component("crowd").replicas(499));
        var seen = site.awaits("crowd", now -> now.instances().size() == 499);

        assertThat(seen.instances()).noneMatch(one -> one.ports().containsValue(port));
        site.wants(component("late"));
        assertThat(site.awaits("late", now -> now.cause() != null).cause().code())
                .isEqualTo(ErrorCode.NO_PORT);
        site.gatewaySendsTo(List.of());
        assertThat(site.awaitsRunning("late", 1).instances().getFirst().ports()).containsValue(port);
    }
}
