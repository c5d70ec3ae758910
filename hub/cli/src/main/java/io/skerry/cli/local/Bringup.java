package io.skerry.cli.local;

import io.skerry.cli.api.HubClient;
import io.skerry.cli.api.Paths;
import io.skerry.cli.config.ContextFile;
import io.skerry.cli.config.HubContext;
import io.skerry.cli.config.PrivateFiles;
import io.skerry.cli.config.UserFolders;
import io.skerry.cli.fault.CliFault;
import io.skerry.cli.fault.ExitCode;
import io.skerry.cli.local.folder.FolderVersion;
import io.skerry.cli.local.port.LoopbackPort;
import io.skerry.cli.local.port.PortFile;
import io.skerry.cli.local.port.PortPlan;
import io.skerry.cli.local.port.PortReservation;
import io.skerry.cli.local.postgres.Postgres;
import io.skerry.cli.local.postgres.PostgresBinaries;
import io.skerry.cli.local.process.Launch;
import io.skerry.cli.local.process.Processes;
import io.skerry.cli.local.program.Shelf;
import io.skerry.cli.output.Work;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Starts what does not run yet, in order, and waits until each part says that it is ready. Data centers are started even
 * when the hub is not: their applications do not need it.
 */
public final class Bringup {

    private static final Duration READY = Duration.ofMinutes(2);
    private static final Duration GRACE = Duration.ofSeconds(20);
    private static final String FIRST_DATA_CENTER = "local";

    private final UpRequest request;
    private final Work work;
    private final Processes processes;
    private final Postgres postgres;
    private final PortReservation reserved = new PortReservation();
    private final PortPlan ports;
    private final PlatformLaunches launches;
    private final Admission admission;

    /** Makes ready to start what was asked for; gives out ports, starts nothing yet. */
    public Bringup(UpRequest request, Map<String, String> environment, Work work) throws IOException {
        this.request = request;
        this.work = work;
        var folder = request.folder();
        FolderVersion.check(folder);
        this.processes = new Processes(folder.run());
        var cache = UserFolders.cache(environment);
        this.postgres = new Postgres(PostgresBinaries.in(cache), folder.postgres(), folder.secrets(), processes);
        this.ports = givePorts(request, postgres, reserved);
        this.launches = new PlatformLaunches(
                folder, ports, request.checkout(), new Shelf(cache.resolve("programs")), environment);
        this.admission = new Admission(folder, launches.bootstrapFile(), ContextFile.ofUser(environment), hubUrl());
    }

    /** Starts it all. */
    public UpReport run() throws IOException {
        PrivateFiles.folder(request.folder().secrets());
        if (launches.givenDatabase().isEmpty()) {
            work.step("hub", "database", "", this::startDatabase);
        }
        HubProgram.awaitOrphan(request.folder());
        if (HubProgram.leftSomethingOpen(request.folder())) {
            work.step("hub", "restore", "was broken off", this::settle);
        }
        var failure = tryHub();
        if (failure != null) {
            ports.dataCenters().keySet().stream().sorted().forEach(this::startProcesses);
            throw failure;
        }
        var hub = new HubClient(admitted());
        var enrolment = new Enrolment(hub);
        var names = ports.dataCenters().keySet().stream().sorted().toList();
        names.forEach(name ->
                work.step(name, "data center", "", () -> enrolment.prepare(name, launches.enrolTokenFile(name))));
        names.forEach(this::startProcesses);
        var waits = new ArrayList<Runnable>();
        names.forEach(name -> waits.add(() -> work.step(name, "agent", "", () -> awaitAgent(name, enrolment))));
        names.forEach(name -> waits.add(() -> work.step(name, "gateway", "", () -> awaitGateway(name))));
        work.together(waits);
        return report(names);
    }

    /** The password was shown. */
    public void forgetPassword() throws IOException {
        admission.forgetPassword();
    }

    private static PortPlan givePorts(UpRequest request, Postgres postgres, PortReservation reserved)
            throws IOException {
        var folder = request.folder();
        var kept = PortFile.read(folder).orElseGet(() -> PortPlan.fresh(PortPlan.HUB, PortPlan.LINK));
        var wanted = new ArrayList<>(request.dataCenters());
        if (wanted.isEmpty() && kept.dataCenters().isEmpty()) {
            wanted.add(FIRST_DATA_CENTER);
        }
        var survivor = postgres.survivor();
        var hubPort = request.hubPort() == null ? kept.hub() : request.hubPort();
        var linkPort = request.linkPort() == null ? kept.link() : request.linkPort();
        var plan = kept.withHub(hubPort, linkPort)
                .withDatabase(port -> survivor.map(s -> s == port).orElseGet(() -> LoopbackPort.isFree(port)))
                .withDataCenters(wanted, reserved::take);
        PortFile.write(folder, plan);
        return plan;
    }

    private String startDatabase() {
        var there = postgres.adoptOrStart(ports.database());
        return (there ? "was running" : "PostgreSQL") + " on 127.0.0.1:" + ports.database();
    }

    private Map<String, String> database() {
        var given = launches.givenDatabase();
        return given.isEmpty() ? postgres.environment(ports.database()) : given;
    }

    private String settle() {
        var program = new HubProgram(request.folder(), launches.hubProgram(), database());
        return program.call("settle", Map.of()).path("changed").asBoolean(false) ? "ended" : "taken back";
    }

    private @Nullable CliFault tryHub() {
        try {
            work.step("hub", "hub", "", this::startHub);
            return null;
        } catch (CliFault e) {
            return e;
        }
    }

    private String startHub() {
        if (processes.running(PlatformLaunches.HUB).isEmpty()) {
            LoopbackPort.require(ports.hub(), "the hub", "choose another with --port");
            LoopbackPort.require(ports.link(), "the agents' link", "choose another with --link-port");
        }
        var there = ensure(launches.hub(database()));
        var hub = new HubClient(new HubContext(hubUrl(), null, null));
        Patience.until(
                () -> answersHealthy(hub),
                READY,
                () -> processes.died(PlatformLaunches.HUB, "it is not ready after " + READY.toSeconds() + " s"));
        return (there ? "was running at " : "") + hubUrl();
    }

    private boolean answersHealthy(HubClient hub) {
        requireAlive(PlatformLaunches.HUB);
        try {
            return hub.get(Paths.HEALTH).status() == 200;
        } catch (CliFault e) {
            if (e.exitCode() == ExitCode.UNREACHABLE) {
                return false;
            }
            throw e;
        }
    }

    private HubContext admitted() throws IOException {
        var context = admission.admit();
        if (context.token() == null) {
            throw new CliFault(
                    ExitCode.NOT_SIGNED_IN,
                    "the hub runs, but this folder has no token for it",
                    "Sign in with: ./skerry login " + hubUrl() + ", then run ./skerry up again.");
        }
        return context;
    }

    private void startProcesses(String dataCenter) {
        reserved.release(ports.gateway(dataCenter));
        if (processes.running(PlatformLaunches.gatewayName(dataCenter)).isEmpty()) {
            LoopbackPort.require(
                    ports.gateway(dataCenter),
                    "the gateway of " + dataCenter,
                    "edit " + request.folder().ports() + " to give " + dataCenter + " another slice");
        }
        ensure(launches.agent(dataCenter));
        ensure(launches.gateway(dataCenter));
    }

    private String awaitAgent(String dataCenter, Enrolment enrolment) {
        var name = PlatformLaunches.agentName(dataCenter);
        Patience.until(
                () -> {
                    requireAlive(name);
                    return enrolment.isLinked(dataCenter);
                },
                READY,
                () -> processes.died(name, "the hub has no link to it after " + READY.toSeconds() + " s"));
        return "linked";
    }

    private String awaitGateway(String dataCenter) {
        var name = PlatformLaunches.gatewayName(dataCenter);
        var port = ports.gateway(dataCenter);
        Patience.until(
                () -> {
                    requireAlive(name);
                    return accepts(port);
                },
                READY,
                () -> processes.died(name, "it takes no connections after " + READY.toSeconds() + " s"));
        return gatewayUrl(dataCenter);
    }

    private boolean ensure(Launch launch) {
        return processes.adoptOrStart(launch, GRACE);
    }

    private void requireAlive(String name) {
        if (processes.running(name).isEmpty()) {
            throw processes.died(name, "it ended while it started");
        }
    }

    private static boolean accepts(int port) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private UpReport report(List<String> names) throws IOException {
        var gateways = names.stream()
                .map(name -> new UpReport.Gateway(name, gatewayUrl(name)))
                .toList();
        var first = admission.firstSignIn();
        return new UpReport(
                hubUrl(),
                gateways,
                first.map(Admission.FirstSignIn::user).orElse(null),
                first.map(Admission.FirstSignIn::password).orElse(null));
    }

    private String hubUrl() {
        return "http://127.0.0.1:" + ports.hub();
    }

    private String gatewayUrl(String dataCenter) {
        return "http://127.0.0.1:" + ports.gateway(dataCenter);
    }
}
