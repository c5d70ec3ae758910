package io.skerry.hub.lab;

import io.skerry.testkit.lab.Program;
import io.skerry.testkit.patience.Eventually;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** The packaged agent and gateway of one data center over a folder that outlives them, as do the instances. */
public final class LabSite implements AutoCloseable {

    private static final Path CHECKOUT = Path.of("").toAbsolutePath().getParent();
    private static final Path AGENT = CHECKOUT.resolve("edge-agent/target/edge-agent.jar");
    private static final Path GATEWAY = CHECKOUT.resolve("gateway/target/gateway.jar");
    private static final int FIRST_SLICE = 22_000;
    private static final int SLICE = 1_000;
    private static final int SLICES = 9;

    private final LabHub hub;
    private final String name;
    private final Path folder;
    private final int gatewayPort = LabHub.freePort();
    private final Map<String, String> environment;
    private Program agent;
    private final Program gateway;

    private final List<String> entering;

    private LabSite(LabHub hub, String name, Path folder, InetSocketAddress link, List<String> entering)
            throws Exception {
        this.hub = hub;
        this.name = name;
        this.entering = List.copyOf(entering);
        this.folder = Files.createDirectories(folder);
        openTheWayTo(folder);
        hub.post("/data-centers", "{\"name\": \"%s\", \"spec\": {\"runtime\": \"process\"}}".formatted(name));
        var token = hub.post("/data-centers/" + name + ":enrol", "{}").get("token");
        var tokenFile = Files.writeString(folder.resolve("token"), token.asString());
        var slice = FIRST_SLICE + SLICE * ThreadLocalRandom.current().nextInt(SLICES);
        environment = new HashMap<>(Map.of(
                "SKERRY_DATA",
                folder.toString(),
                "SKERRY_DC",
                name,
                "SKERRY_HUB_LINK",
                link.getAddress().getHostAddress() + ":" + link.getPort(),
                "SKERRY_ENROL_TOKEN_FILE",
                tokenFile.toString(),
                "SKERRY_PORTS",
                slice + "-" + (slice + SLICE - 1),
                "SKERRY_GATEWAY_URLS",
                "http://127.0.0.1:" + gatewayPort,
                "SKERRY_GATEWAY_PORT",
                String.valueOf(gatewayPort)));
        agent = beginAgent();
        gateway = Program.startWithin(entering, GATEWAY, folder.resolve("gateway.log"), environment, List.of());
    }

    /**
     * Makes the data center known to the hub and starts it; returns when the hub has its link.
     *
     * @param link where the agent dials: the hub's own, or something in between
     */
    public static LabSite start(LabHub hub, String name, Path folder, InetSocketAddress link) throws Exception {
        return start(hub, name, folder, link, List.of());
    }

    /** The same within something that lets commands in, such as a network of their own. */
    public static LabSite start(LabHub hub, String name, Path folder, InetSocketAddress link, List<String> entering)
            throws Exception {
        var site = new LabSite(hub, name, folder, link, entering);
        site.awaitLink("current");
        return site;
    }

    /** Waits until the hub says that of the link. */
    public void awaitLink(String state) throws Exception {
        Eventually.await(name + "'s link is " + state, () -> {
            if (!agent.isAlive()) {
                throw new AssertionError(agent.said());
            }
            return linkState().equals(state);
        });
    }

    /** What the hub says of the link. */
    public String linkState() throws Exception {
        return hub.get("/data-centers/" + name).at("/status/link/state").asString("");
    }

    /** The data center's folder. */
    public Path folder() {
        return folder;
    }

    /** Where applications are asked. */
    public int gatewayPort() {
        return gatewayPort;
    }

    /** The instances that really run. */
    public InstanceCensus census() {
        return new InstanceCensus(folder);
    }

    /** The agent's process. */
    public Program agent() {
        return agent;
    }

    /** The gateway's process. */
    public Program gateway() {
        return gateway;
    }

    /** Starts the agent again after its end. */
    public void startAgent() {
        agent = beginAgent();
    }

    private Program beginAgent() {
        return Program.startWithin(entering, AGENT, folder.resolve("agent.log"), environment, List.of());
    }

    /** Instances have users of their own, who must come through to what is theirs. */
    private static void openTheWayTo(Path folder) throws IOException {
        var temporary = Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath();
        for (var each = folder.toAbsolutePath(); each != null && each.startsWith(temporary); each = each.getParent()) {
            if (each.equals(temporary)) {
                return;
            }
            Files.setPosixFilePermissions(each, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    @Override
    public void close() {
        agent.close();
        gateway.close();
        census().processes().forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
    }
}
