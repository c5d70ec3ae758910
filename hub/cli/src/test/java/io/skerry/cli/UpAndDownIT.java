package io.skerry.cli;

import static io.skerry.cli.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.cli.local.process.Launch;
import io.skerry.cli.local.process.LaunchRecord;
import io.skerry.cli.local.process.ProcessIdentity;
import io.skerry.cli.local.process.Processes;
import io.skerry.cli.local.process.Signals;
import io.skerry.cli.standin.StandInCheckout;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
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
    @Tag("F44")
    void theSupervisorStartsAgainWhateverDiesAndPsSaysSo() throws IOException, InterruptedException {
        up("--dc", "east");
        var before = identities();
        assertThat(checkout.run("platform", "ps").output())
                .containsPattern("database +running +\\d+ +\\d+s +0 +-")
                .containsPattern("east-gateway +running");

        before.values().forEach(identity -> Signals.send(identity, Signals.KILL));

        await("their restart", () -> {
            var now = identities();
            return now.size() == before.size()
                    && before.keySet().stream()
                            .noneMatch(name -> before.get(name).equals(now.get(name)));
        });
        assertThat(checkout.run("platform", "ps").output())
                .containsPattern("hub +running +\\d+ +\\d+s +[1-9]\\d* +exit not seen, ");

        var agent = identities().get("east-agent");
        Signals.send(agent, Signals.KILL);
        await("its second restart", () -> {
            var now = identities().get("east-agent");
            return now != null && !now.equals(agent);
        });
        assertThat(checkout.run("platform", "ps", "-o", "json").output())
                .contains("\"supervisor\"", "\"lastExit\" : \"signal 9 (KILL)\"");
    }

    @Test
    @Tag("F44")
    void aHubOutOfMemoryEndsAtOnceAndIsBackInTwentySeconds() throws IOException, InterruptedException {
        up("--dc", "east");
        var before = processes().get("hub").identity();
        var began = System.nanoTime();

        assertThat(askForEverything()).as("an answer").isFalse();

        await("another hub", () -> {
            var hub = processes().get("hub");
            return hub != null && !hub.identity().equals(before) && accepts(Integer.parseInt(port));
        });
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(20));
        assertThat(checkout.data().resolve("run/hub.log")).content().contains("java.lang.OutOfMemoryError");
        assertThat(checkout.run("platform", "ps").output()).containsPattern("hub +running +\\d+ +\\d+s +1 ");
    }

    @Test
    @Tag("F44")
    void withoutThatFlagItWouldLinger() throws IOException, InterruptedException {
        var launch = hubWithout("-XX:+ExitOnOutOfMemoryError");
        var processes = new Processes(checkout.data().resolve("unguarded"));
        var hub = processes.start(launch);
        try {
            await("it answers", () -> accepts(Integer.parseInt(port)));

            assertThat(askForEverything()).as("an answer").isTrue();

            assertThat(hub.identity().isAlive()).isTrue();
        } finally {
            processes.stop(hub, Duration.ofSeconds(5));
        }
    }

    @Test
    void saysThatNobodyWatches() throws IOException, InterruptedException {
        assertThat(checkout.run("platform", "ps").output()).contains("Nothing of Skerry runs from");
        up("--dc", "east");
        Signals.send(supervisor().getFirst(), Signals.KILL);

        await("its end", () -> !supervisor().getFirst().isAlive());

        assertThat(checkout.run("platform", "ps").output())
                .contains("Nobody watches them")
                .containsPattern("hub +running");
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
    void restoringChangesNoSettingOfWhatRunsAndLeavesItWatched() throws IOException, InterruptedException {
        checkout.set("SKERRY_BACKUP_KEEP", "3");
        checkout.set("SKERRY_DISK_FREE", "16Mi");
        checkout.set("SKERRY_BUILDS", "1");
        up("--dc", "east");
        var before = identities();
        checkout.set("SKERRY_BACKUP_KEEP", "99");
        checkout.set("SKERRY_DISK_FREE", "32Mi");
        checkout.set("SKERRY_BUILDS", "99");

        var checked = checkout.run("restore", "backup.zip", "--check");

        // the stand-in for the hub has no such program
        assertThat(checked.output()).contains("ended without a word");
        assertThat(identities()).isEqualTo(before);
        Signals.send(supervisor().getFirst(), Signals.KILL);
        Signals.send(identities().get("hub"), Signals.KILL);
        await("the hub's end", () -> !processes().containsKey("hub"));

        checkout.run("restore", "backup.zip", "--check");

        assertThat(processes().get("hub").launch().environment())
                .containsEntry("SKERRY_BACKUP_KEEP", "3")
                .containsEntry("SKERRY_DISK_FREE", "16Mi");
        assertThat(identities().get("east-agent")).isEqualTo(before.get("east-agent"));
        assertThat(identities().get("database")).isEqualTo(before.get("database"));
        assertThat(supervisor()).anyMatch(ProcessIdentity::isAlive);
    }

    @Test
    void upWaitsForTheEndOfARestoreWhoseLauncherIsGone() throws IOException, InterruptedException {
        var hub = Files.createDirectories(checkout.data().resolve("hub"));
        Process up;
        try (var channel =
                FileChannel.open(hub.resolve("restore.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            assertThat(channel.lock().isValid()).isTrue();
            up = checkout.start("up", "--detach", "--port", port, "--link-port", linkPort, "--dc", "east");
            await("the database", () -> processes().containsKey("database"));
            assertThat(up.waitFor(3, TimeUnit.SECONDS)).isFalse();
            assertThat(processes()).doesNotContainKey("hub");
        }
        assertThat(new String(up.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("Skerry is up");
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
        var words = new ArrayList<>(List.of("up", "--detach", "--port", port, "--link-port", linkPort));
        words.addAll(List.of(more));
        return checkout.run(words.toArray(String[]::new));
    }

    private Map<String, LaunchRecord> processes() {
        return new Processes(checkout.data().resolve("run"))
                .recorded().stream()
                        .filter(record -> record.identity().isAlive())
                        .collect(Collectors.toMap(record -> record.launch().name(), record -> record));
    }

    /** The stand-in for the hub as {@code up} would start it, but for one flag. */
    private Launch hubWithout(String flag) throws IOException, InterruptedException {
        up("--dc", "east");
        var launch = processes().get("hub").launch();
        checkout.run("down");
        assertThat(launch.command()).contains(flag);
        var command = new ArrayList<>(launch.command());
        command.remove(flag);
        return new Launch(launch.name(), command, launch.environment(), null, launch.stopSignal());
    }

    /** Whether the hub answered. */
    private boolean askForEverything() {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(port))) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream()
                    .write("GET /everything HTTP/1.1\r\nHost: hub\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            return socket.getInputStream().read() >= 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean accepts(int port) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
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
