package io.skerry.cli.local;

import io.skerry.cli.config.UserFolders;
import io.skerry.cli.local.folder.FolderLock;
import io.skerry.cli.local.folder.FolderVersion;
import io.skerry.cli.local.port.LoopbackPort;
import io.skerry.cli.local.port.PortFile;
import io.skerry.cli.local.port.PortPlan;
import io.skerry.cli.local.postgres.Postgres;
import io.skerry.cli.local.postgres.PostgresBinaries;
import io.skerry.cli.local.process.Processes;
import io.skerry.cli.local.program.Shelf;
import io.skerry.cli.output.Work;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/**
 * Work on the hub's database while nobody supervises the folder and, from a point on, the hub is off. Agents, gateways and instances go
 * on. Afterwards whatever was up is up again.
 */
public final class Maintenance {

    private static final Duration GRACE = Duration.ofSeconds(20);

    private final UpRequest request;
    private final Map<String, String> environment;
    private final Work work;
    private final Clock clock;
    private final Processes processes;
    private final Postgres postgres;

    /** Work in that folder. */
    public Maintenance(UpRequest request, Map<String, String> environment, Work work, Clock clock) {
        this.request = request;
        this.work = work;
        this.clock = clock;
        var folder = request.folder();
        this.processes = new Processes(folder.run());
        this.environment = PlatformLaunches.asStarted(environment, processes.recorded(), folder);
        this.postgres = new Postgres(
                PostgresBinaries.in(UserFolders.cache(environment)), folder.postgres(), folder.secrets(), processes);
    }

    /** What can be asked of the hub's database meanwhile. */
    public final class Desk {

        private final HubProgram program;

        private Desk(HubProgram program) {
            this.program = program;
        }

        /** One step of the work: calls a word of the hub's program. */
        public JsonNode step(String name, String word, Map<String, String> settings, Telling telling) {
            var answer = new JsonNode[1];
            work.step("hub", name, "", () -> {
                var said = program.call(word, settings);
                answer[0] = said;
                return telling.tell(said);
            });
            return java.util.Objects.requireNonNull(answer[0]);
        }

        /** Stops the hub, if it runs. */
        public void stopHub() {
            processes
                    .running(PlatformLaunches.HUB)
                    .ifPresent(hub -> work.step("hub", "hub", "", () -> {
                        processes.stop(hub, GRACE);
                        return "stopped; applications go on";
                    }));
        }
    }

    /** Says in a few words what came of a step. */
    @FunctionalInterface
    public interface Telling {
        String tell(JsonNode result);
    }

    /** The work itself. */
    @FunctionalInterface
    public interface Task {
        JsonNode at(Desk desk) throws IOException;
    }

    /**
     * Does the work.
     *
     * @param up is told once everything is up again; not called if nothing was up before
     */
    public JsonNode run(Task task, Consumer<UpReport> up) throws IOException {
        var wasUp = isUp();
        try {
            return alone(task);
        } finally {
            if (wasUp) {
                new Supervision(request, environment, clock).detached(work, up);
            }
        }
    }

    /** Somebody watches, or something runs: then the hub is wanted, whether or not it happens to be down. */
    private boolean isUp() throws IOException {
        return FolderLock.holder(request.folder()).isPresent()
                || processes.recorded().stream()
                        .anyMatch(record -> !record.launch().name().equals(Postgres.NAME)
                                && record.identity().isAlive());
    }

    private JsonNode alone(Task task) throws IOException {
        try (var _ = Supervision.takeOver(request.folder())) {
            FolderVersion.check(request.folder());
            HubProgram.awaitOrphan(request.folder());
            var ports = ports();
            var launches = new PlatformLaunches(
                    request.folder(),
                    ports,
                    request.checkout(),
                    new Shelf(UserFolders.cache(environment).resolve("programs")),
                    environment);
            var given = launches.givenDatabase();
            var started = given.isEmpty() && startDatabase(ports);
            Supplier<Map<String, String>> own = () -> postgres.environment(ports.database());
            try {
                var program =
                        new HubProgram(request.folder(), launches.hubProgram(), given.isEmpty() ? own.get() : given);
                return task.at(new Desk(program));
            } finally {
                if (started) {
                    processes.running(Postgres.NAME).ifPresent(server -> processes.stop(server, GRACE));
                }
            }
        }
    }

    private PortPlan ports() throws IOException {
        var folder = request.folder();
        var survivor = postgres.survivor();
        var plan = PortFile.read(folder)
                .orElseGet(() -> PortPlan.fresh(PortPlan.HUB, PortPlan.LINK))
                .withDatabase(port -> survivor.map(s -> s == port).orElseGet(() -> LoopbackPort.isFree(port)));
        PortFile.write(folder, plan);
        return plan;
    }

    /** Returns whether it had to be started. */
    private boolean startDatabase(PortPlan ports) throws IOException {
        io.skerry.cli.config.PrivateFiles.folder(request.folder().secrets());
        var there = new boolean[1];
        work.step("hub", "database", "", () -> {
            there[0] = postgres.adoptOrStart(ports.database());
            return (there[0] ? "was running" : "PostgreSQL") + " on 127.0.0.1:" + ports.database();
        });
        return !there[0];
    }
}
