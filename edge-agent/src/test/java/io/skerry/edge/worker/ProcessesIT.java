package io.skerry.edge.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.edge.runtime.process.FolderArtifacts;
import io.skerry.edge.runtime.process.Folders;
import io.skerry.edge.runtime.process.Slug;
import io.skerry.edge.worker.instance.Wish;
import io.skerry.model.application.Probe;
import io.skerry.model.error.ErrorCode;
import io.skerry.model.key.EdgeKey;
import io.skerry.model.message.CommandResult;
import io.skerry.model.quantity.TimeSpan;
import io.skerry.model.resource.Phase;
import io.skerry.model.run.RunOrder;
import io.skerry.model.seen.InstanceSeen;
import io.skerry.store.EdgeStore;
import io.skerry.store.EdgeStores;
import io.skerry.store.StoreException;
import io.skerry.store.queue.OrderQueue;
import io.skerry.store.value.Values;
import io.skerry.testkit.patience.Eventually;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The worker over real processes and the real store. */
final class ProcessesIT {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    @TempDir
    Path folder;

    private Path artifacts;
    private int firstPort;
    private EdgeStore store;
    private Worksite site;
    private WorkerRole worker;

    @BeforeEach
    void begin() throws IOException {
        Folders.enterable(folder);
        artifacts = Files.createDirectory(folder.resolve("artifacts"));
        firstPort = freeSlice();
    }

    private void open() throws IOException {
        store = EdgeStores.open(folder);
        site = new Worksite(store);
        site.receivedEverything();
        startWorker();
    }

    private void startWorker() throws IOException {
        var settings = Worksite.settings(folder, firstPort, Worksite.IMPATIENT);
        worker = WorkerRole.start(settings, store, new FolderArtifacts(artifacts), digest -> {});
    }

    /** A slice below the ephemeral range, another one for each test that runs beside. */
    private static int freeSlice() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return 10_000 + (socket.getLocalPort() % 20) * 1000;
        }
    }

    @AfterEach
    void end() throws IOException {
        if (worker == null) {
            open();
        }
        for (var name : new String[] {"web", "db"}) {
            site.wantsNoMore(name);
        }
        site.awaitsGone("web");
        site.awaitsGone("db");
        worker.close();
        store.close();
    }

    private static Wish eager(Wish wish) {
        return wish.probes(
                new Probe(new Probe.Http("/healthz", "http"), null, null, new TimeSpan("100ms"), null, 2, null), null);
    }

    private Wish server() throws IOException {
        return eager(Wish.web().artifact(Slug.server().pack(artifacts)));
    }

    private static JsonNode ask(InstanceSeen instance) throws IOException, InterruptedException {
        return JsonMapper.shared().readTree(get(instance.ports().get("http"), "/"));
    }

    private static String get(int port, String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(5))
                .build();
        return HTTP.send(request, BodyHandlers.ofString()).body();
    }

    @Test
    void runsASlugInItsOwnFolderAsItsOwnUserWithACleanEnvironment() throws Exception {
        open();
        var slug = Slug.server()
                .file(".skerry/run.json", "{\"env\": {\"PYTHONPATH\": \"{slug}/app/lib\"}, \"path\": [\"app/bin\"]}")
                .file("app/bin/tool.sh", "#!/bin/sh\n");
        site.wants(eager(Wish.web().artifact(slug.pack(artifacts)).env("GREETING", "it's \"quoted\"\nand $long")));

        var instance = site.awaitsRunning("web", 1).instances().getFirst();
        var told = ask(instance);

        var home = folder.resolve("instances")
                .resolve(instance.id())
                .resolve("home")
                .toString();
        var env = told.get("env");
        assertThat(told.get("cwd").asString()).isEqualTo(home + "/app");
        assertThat(env.get("HOME").asString()).isEqualTo(home);
        assertThat(env.get("TMPDIR").asString()).isEqualTo(home + "/tmp");
        assertThat(env.get("PATH").asString()).startsWith(home + "/app/bin:");
        assertThat(env.get("PYTHONPATH").asString()).isEqualTo(home + "/app/lib");
        assertThat(env.get("GREETING").asString()).isEqualTo("it's \"quoted\"\nand $long");
        assertThat(env.get("SKERRY_INSTANCE").asString()).isEqualTo(instance.id());
        assertThat(env.propertyNames())
                .containsExactlyInAnyOrder(
                        "HOME",
                        "TMPDIR",
                        "PATH",
                        "LANG",
                        "PWD",
                        "PYTHONPATH",
                        "GREETING",
                        "PORT",
                        "PORT_HTTP",
                        "SKERRY_TENANT",
                        "SKERRY_APPLICATION",
                        "SKERRY_COMPONENT",
                        "SKERRY_INSTANCE",
                        "SKERRY_DATA_CENTER",
                        "SKERRY_RELEASE");
        if (Files.isWritable(Path.of("/"))) {
            assertThat(told.get("uid").asInt()).isBetween(200_000, 500_000);
        }
    }

    @Test
    void showsItsEnvironmentInNobodysArguments() throws Exception {
        open();
        site.wants(server().env("SECRET", "correct-horse"));
        site.awaitsRunning("web", 1);

        assertThat(ProcessHandle.allProcesses()
                        .filter(process -> !process.equals(ProcessHandle.current()))
                        .map(process -> process.info().commandLine().orElse("")))
                .noneMatch(line -> line.contains("correct-horse"));
    }

    @Test
    void tellsHowAOneOffCommandEndedThoughItsAgentWasKilledMeanwhile() throws Exception {
        var begun = Files.createFile(folder.resolve("begun"));
        Files.setPosixFilePermissions(begun, PosixFilePermissions.fromString("rw-rw-rw-"));
        var go = folder.resolve("go");
        var line = "echo once >> " + begun + "; while [ ! -e " + go + " ]; do sleep 0.05; done; echo done; exit 4";
        var order = new RunOrder(
                "web-run-0123abcd", Wish.web().command("sh", "-c", line).wanted(), 60);
        var agent = Agent.fork(folder, firstPort);
        try (var remote = EdgeStores.connect(folder)) {
            Eventually.await("store", () -> answers(remote));
            new Worksite(remote).receivedEverything();
            try (var queue = new OrderQueue(remote, RunOrder.QUEUE, Duration.ofSeconds(5))) {
                queue.put("op-1", order);
            }
            Eventually.await("begin", () -> Files.size(begun) > 0);

            agent.destroyForcibly().waitFor();
            Files.createFile(go);
            open();

            Eventually.await(
                    "answer",
                    () -> answer("op-1").filter(CommandResult::terminal).isPresent());
            var cause = answer("op-1").orElseThrow().cause();
            assertThat(cause.exitCode()).isEqualTo(4);
            assertThat(cause.lastLines()).containsExactly("done");
            assertThat(Files.readAllLines(begun)).containsExactly("once");
            Eventually.await("removal", () -> wrappers() == 0);
        } finally {
            agent.destroyForcibly();
        }
    }

    private Optional<CommandResult> answer(String id) {
        return Optional.ofNullable(store.get(EdgeKey.answer(id)))
                .map(entry -> Values.read(entry.value(), CommandResult.class));
    }

    @Test
    void takesOverWhatAKilledAgentLeft() throws Exception {
        var agent = Agent.fork(folder, firstPort);
        try (var remote = EdgeStores.connect(folder)) {
            var far = new Worksite(remote);
            Eventually.await("store", () -> answers(remote));
            far.receivedEverything();
            far.wants(server().replicas(2));
            var before = far.awaitsRunning("web", 1).instances();
            var pid = ask(before.get(0)).get("pid").asLong();
            var doomed = before.get(1);

            agent.destroyForcibly().waitFor();
            assertThat(ask(before.get(0)).get("pid").asLong()).isEqualTo(pid);
            exit(doomed);
            open();

            var seen = site.awaits(
                    "web", now -> now.ready() == 2 && now.instances().stream().anyMatch(one -> one.restarts() == 1));
            assertThat(seen.instances())
                    .extracting(InstanceSeen::id)
                    .containsExactlyInAnyOrder(before.get(0).id(), doomed.id());
            assertThat(ask(before.get(0)).get("pid").asLong()).isEqualTo(pid);
            assertThat(wrappers()).isEqualTo(2);
        } finally {
            agent.destroyForcibly();
        }
    }

    private static boolean answers(EdgeStore remote) {
        try {
            return remote.revision() >= 0;
        } catch (StoreException e) {
            return false;
        }
    }

    private static void exit(InstanceSeen instance) throws InterruptedException {
        try {
            get(instance.ports().get("http"), "/exit");
        } catch (IOException e) {
            // It has no time to answer.
        }
    }

    private long wrappers() {
        var script = folder.resolve("instances").resolve(".wrapper.sh").toString();
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().orElse("").contains(script))
                .count();
    }

    @Test
    void movesToTheNextReleaseWithoutALostRequest() throws Exception {
        open();
        site.wants(server().replicas(2));
        site.awaitsRunning("web", 1);
        var stop = new AtomicBoolean();
        var asked = new AtomicInteger();
        var lost = new AtomicInteger();
        var client = Thread.ofVirtual().start(() -> {
            for (var i = 0; !stop.get(); i++) {
                var addresses = site.addresses("web");
                try {
                    get(addresses.get(i % addresses.size()).ports().get("http"), "/");
                    asked.incrementAndGet();
                } catch (IOException | IndexOutOfBoundsException | InterruptedException e) {
                    lost.incrementAndGet();
                }
            }
        });

        site.wants(server().replicas(2).env("COLOUR", "blue").release(2).drain("300ms"));
        var seen = site.awaits(
                "web",
                now -> now.phase() == Phase.RUNNING
                        && Long.valueOf(2).equals(now.serving())
                        && now.instances().size() == 2);
        stop.set(true);
        client.join();

        assertThat(ask(seen.instances().getFirst()).get("env").get("COLOUR").asString())
                .isEqualTo("blue");
        assertThat(asked.get()).isPositive();
        assertThat(lost.get()).isZero();
    }

    @Test
    void keepsTheOldReleaseServingAndSaysWhyTheNewOneFails() throws Exception {
        open();
        site.wants(server());
        var before = site.awaitsRunning("web", 1).instances().getFirst();

        var broken = new Slug().process("web", "echo connecting; echo no route to database >&2; exit 3");
        broken.file("app/readme.txt", "");
        site.wants(eager(Wish.web().release(2).artifact(broken.pack(artifacts))));
        var seen =
                site.awaits("web", now -> now.cause() != null && now.instances().size() == 1);

        assertThat(seen.cause().code()).isEqualTo(ErrorCode.INSTANCE_EXITED);
        assertThat(seen.cause().exitCode()).isEqualTo(3);
        assertThat(seen.cause().lastLines()).endsWith("connecting", "no route to database");
        assertThat(seen.serving()).isEqualTo(1);
        assertThat(ask(before).get("pid").asLong()).isPositive();
    }

    @Test
    void findsThatAProgramListensOnAnotherPort() throws Exception {
        open();
        site.wants(server());
        site.awaitsRunning("web", 1);

        var other = firstPort + 50;
        site.wants(server().env("FIXED_PORT", "" + other).release(2).readyWithin("4s"));
        var seen = site.awaits("web", now -> now.cause() != null);

        assertThat(seen.cause().code()).isEqualTo(ErrorCode.WRONG_PORT);
        assertThat(seen.cause().message()).contains("listens on port " + other);
        assertThat(seen.cause().advice()).contains("PORT");
        assertThat(seen.serving()).isEqualTo(1);
    }

    @Test
    @Tag("F44")
    void saysThatAnInstanceRanOutOfMemoryAndStartsItAgain() throws Exception {
        open();
        site.wants(Wish.web().ports().memoryLimit("48Mi").command("python3", "-c", "x = b'x' * (200 << 20)"));

        var seen = site.awaits(
                "web", now -> now.cause() != null && now.instances().getFirst().restarts() > 0);

        assertThat(seen.cause().code()).isEqualTo(ErrorCode.OOM);
        assertThat(seen.cause().message()).startsWith("OOM: it used ").contains("its limit is 48.0 MiB");
        assertThat(seen.cause().advice()).contains("resources.memoryLimit");
        assertThat(seen.instances().getFirst().cause()).isEqualTo(seen.cause());
    }

    @Test
    void killsWhatIgnoresTermAfterItsGrace() throws Exception {
        open();
        site.wants(Wish.web()
                .ports()
                .command("/bin/sh", "-c", "trap '' TERM; while :; do sleep 0.1; done")
                .grace("400ms"));
        site.awaitsRunning("web", 1);
        assertThat(wrappers()).isEqualTo(1);

        site.wants(
                Wish.web().ports().command("/bin/sh", "-c", "exec sleep 1000").release(2));

        site.awaits(
                "web",
                now -> Long.valueOf(2).equals(now.serving()) && now.instances().size() == 1);
        assertThat(wrappers()).isEqualTo(1);
    }

    @Test
    void endsWhatAnInstanceLeftBehind() throws Exception {
        open();
        var marker = "86399." + firstPort;
        site.wants(Wish.web().ports().command("/bin/sh", "-c", "setsid sleep " + marker + " & exec sleep 1000"));
        site.awaitsRunning("web", 1);
        Eventually.await("stray", () -> runs("sleep " + marker));

        site.wantsNoMore("web");

        site.awaitsGone("web");
        assertThat(runs("sleep " + marker)).isFalse();
    }

    private static boolean runs(String command) {
        return ProcessHandle.allProcesses()
                .anyMatch(process -> process.info().commandLine().orElse("").endsWith(command));
    }

    @Test
    void givesADependantTheAddressOfWhatItNeeds() throws Exception {
        open();
        var slug = Slug.server().pack(artifacts);
        site.wants(eager(Wish.component("db").artifact(slug)));
        site.wants(eager(Wish.web().artifact(slug).needs("db", "STORE", null)));

        var env = ask(site.awaitsRunning("web", 1).instances().getFirst()).get("env");

        var port = site.relays().getFirst().listen();
        assertThat(env.get("STORE_HOST").asString()).isEqualTo("127.0.0.1");
        assertThat(env.get("STORE_PORT").asInt()).isEqualTo(port);
        assertThat(env.get("STORE_URL").asString()).isEqualTo("http://127.0.0.1:" + port);
    }
}
