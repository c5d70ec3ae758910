package io.skerry.cli;

import static io.skerry.cli.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.cli.local.process.LaunchRecord;
import io.skerry.cli.local.process.ProcessIdentity;
import io.skerry.cli.local.process.Processes;
import io.skerry.cli.local.process.Signals;
import io.skerry.cli.standin.StandInCheckout;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged command line with the real database and stand-ins for hub, agent and gateway. */
class UpAndDownIT {

    @TempDir
    private static Path cache;

    @TempDir
    private Path home;

    private StandInCheckout checkout;
    private String port;
    private String linkPort;

    @BeforeEach
    void prepare() throws IOException {
        checkout = StandInCheckout.in(home, cache);
        try (var one = new ServerSocket(0);
                var two = new ServerSocket(0)) {
            port = Integer.toString(one.getLocalPort());
            linkPort = Integer.toString(two.getLocalPort());
        }
    }

    @AfterEach
    void stop() throws IOException, InterruptedException {
        checkout.run("down");
    }

    @Test
    void upMakesEverythingReadySignsInAndTellsThePasswordOnce() throws IOException, InterruptedException {
        var up = up("--dc", "east,west");

        assertThat(up.code()).as(up.output()).isZero();
        assertThat(up.output())
                .contains("Skerry is up after", "hub         http://127.0.0.1:" + port, "password    once-only");
        assertThat(processes())
                .containsOnlyKeys("database", "hub", "east-agent", "east-gateway", "west-agent", "west-gateway");
        assertThat(checkout.config()).content().contains("skp_first", "http://127.0.0.1:" + port);
        assertThat(checkout.data().resolve("secrets/bootstrap.json")).doesNotExist();
        assertThat(checkout.data().resolve("secrets/east-enrol-token")).hasContent("enrol-east");

        assertThat(checkout.run("down").code()).isZero();
        var again = up();

        assertThat(again.output()).contains("Skerry is up after").doesNotContain("once-only");
        assertThat(processes()).hasSize(6);
    }

    @Test
    void downLeavesNothingRunning() throws IOException, InterruptedException {
        up("--dc", "east");
        var all = processes().values();
        var instance = instanceOf("east");

        var down = checkout.run("down");

        assertThat(down.output()).contains("instances", "Skerry is down.");
        assertThat(all).noneMatch(record -> record.identity().isAlive());
        assertThat(instance.isAlive()).isFalse();
        assertThat(supervisor()).noneMatch(ProcessIdentity::isAlive);
        assertThat(checkout.run("down").output()).contains("Nothing ran.");
    }

    @Test
    void aSecondUpNamesWhoHoldsTheFolder() throws IOException, InterruptedException {
        up("--dc", "east");

        var second = up("--dc", "west");

        assertThat(second.code()).isEqualTo(6);
        assertThat(second.output())
                .contains(
                        "Skerry is up already",
                        "process " + supervisor().getFirst().pid());
    }

    @Test
    void whatOutlivesItsSupervisorIsTakenOver() throws IOException, InterruptedException {
        up("--dc", "east");
        var before = identities();
        Signals.send(supervisor().getFirst(), Signals.KILL);

        assertThat(up().code()).isZero();

        assertThat(identities()).isEqualTo(before);
    }

    @Test
    void theSupervisorStartsAgainWhatDies() throws IOException, InterruptedException {
        up("--dc", "east");
        var gateway = processes().get("east-gateway").identity();

        Signals.send(gateway, Signals.KILL);

        await(
                "its restart",
                () -> new Processes(checkout.data().resolve("run"))
                        .running("east-gateway")
                        .filter(record -> !record.identity().equals(gateway))
                        .isPresent());
    }

    @Test
    void aTakenPortIsNamedWithItsHolderAndTheFlag() throws IOException, InterruptedException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = Integer.toString(taken.getLocalPort());

            var up = up("--dc", "east");

            assertThat(up.code()).isEqualTo(6);
            assertThat(up.output())
                    .contains("port " + port + " for the hub is taken by process "
                            + ProcessHandle.current().pid() + " (java)")
                    .contains("choose another with --port");
        }
    }

    @Test
    void dataCentersStartEvenWhereTheHubDoesNot() throws IOException, InterruptedException {
        up("--dc", "east");
        checkout.run("down");
        try (var taken = new ServerSocket(Integer.parseInt(port), 1, InetAddress.getLoopbackAddress())) {
            assertThat(taken.isBound()).isTrue();

            var again = up();

            assertThat(again.code()).as(again.output()).isEqualTo(6);
            assertThat(processes()).as(again.output()).containsOnlyKeys("database", "east-agent", "east-gateway");
        }
    }

    @Test
    void settingsOfWhoeverCallsReachThePartsAndAnotherDatabaseIsTaken() throws IOException, InterruptedException {
        checkout.set("SKERRY_DATABASE_URL", "jdbc:postgresql://127.0.0.1:1/elsewhere");
        checkout.set("SKERRY_DATABASE_USER", "someone");
        checkout.set("SKERRY_TOOL_PATH", "/opt/tools");

        var up = up("--dc", "east");

        assertThat(up.code()).as(up.output()).isZero();
        assertThat(processes()).containsOnlyKeys("hub", "east-agent", "east-gateway");
        assertThat(processes().get("hub").launch().environment())
                .containsEntry("SKERRY_DATABASE_URL", "jdbc:postgresql://127.0.0.1:1/elsewhere")
                .containsEntry("SKERRY_DATABASE_USER", "someone");
        assertThat(processes().get("east-agent").launch().environment())
                .containsEntry("SKERRY_TOOL_PATH", "/opt/tools")
                .doesNotContainKey("SKERRY_DATABASE_URL");
    }

    @Test
    void inTheForegroundCtrlCStopsEverything() throws IOException, InterruptedException {
        var up = checkout.start("up", "--port", port, "--link-port", linkPort, "--dc", "east");
        try (BufferedReader lines = up.inputReader()) {
            var line = lines.readLine();
            while (line != null && !line.contains("Next:")) {
                line = lines.readLine();
            }
            assertThat(line).isNotNull();
            var all = processes().values();
            assertThat(all).hasSize(4).allMatch(record -> record.identity().isAlive());

            Signals.send(ProcessIdentity.of(up.pid()).orElseThrow(), Signals.INT);

            assertThat(up.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(all).noneMatch(record -> record.identity().isAlive());
        }
    }

    @Test
    void aFolderOfANewerSkerryIsRefused() throws IOException, InterruptedException {
        Files.createDirectories(checkout.data());
        Files.writeString(checkout.data().resolve("version"), "99\n");

        var up = up();

        assertThat(up.code()).isEqualTo(6);
        assertThat(up.output()).contains("was written by a newer Skerry (folder version 99");
    }

    private StandInCheckout.Result up(String... more) throws IOException, InterruptedException {
        var words = new java.util.ArrayList<>(List.of("up", "--detach", "--port", port, "--link-port", linkPort));
        words.addAll(List.of(more));
        return checkout.run(words.toArray(String[]::new));
    }

    private Map<String, LaunchRecord> processes() {
        return new Processes(checkout.data().resolve("run"))
                .recorded().stream()
                        .filter(record -> record.identity().isAlive())
                        .collect(Collectors.toMap(record -> record.launch().name(), record -> record));
    }

    private Map<String, ProcessIdentity> identities() {
        return processes().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().identity()));
    }

    private List<ProcessIdentity> supervisor() {
        return new Processes(checkout.data().resolve("supervisor"))
                .recorded().stream().map(LaunchRecord::identity).toList();
    }

    /** A process as an agent leaves it: in a session of its own, written down beside the others. */
    private ProcessIdentity instanceOf(String dataCenter) throws IOException {
        var runs = Files.createDirectories(
                checkout.data().resolve("data-centers").resolve(dataCenter).resolve("instances/.runs"));
        var process = new ProcessBuilder("setsid", "sh", "-c", "trap : TERM; sleep 300").start();
        var identity = ProcessIdentity.of(process.pid()).orElseThrow();
        Files.writeString(
                runs.resolve("web-1.started"),
                "run-1 " + identity.pid() + " " + identity.startTicks() + " " + identity.bootId() + "\n");
        return identity;
    }
}
