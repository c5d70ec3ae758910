package io.skerry.hub.lab;

import io.skerry.testkit.patience.Eventually;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/** Kills an agent in the middle of deployments, and counts what really runs. */
public final class AgentKills implements AutoCloseable {

    private static final Duration DEPLOYED = Duration.ofSeconds(90);
    private static final Duration LOOK = Duration.ofMillis(50);

    private final LabHub hub;
    private final LabSite site;
    private final Trio trio;
    private final Collection<String> doubled = new ConcurrentSkipListSet<>();
    private final Thread watch = Thread.ofPlatform().daemon().name("census").unstarted(this::watch);
    private volatile boolean over;
    private int version;

    /** Starts a hub and a data center, and deploys for the first time. */
    public AgentKills(Path folder) throws Exception {
        hub = LabHub.start(folder.resolve("hub"));
        site = LabSite.start(hub, "east", folder.resolve("east"), hub.link());
        trio = new Trio(hub, folder);
        watch.start();
    }

    /**
     * What became of one kill.
     *
     * @param at how long after the deployment was asked for
     * @param step what was under way
     * @param converged from the agent's start until what is wanted ran and nothing else, and the deployment had succeeded
     * @param faults a sentence for each thing that was not as it must be
     */
    public record Outcome(Duration at, String step, Duration converged, List<String> faults) {}

    /** Deploys undisturbed; returns how long it took until the operation ended and nothing of the release before ran. */
    public Duration deploy() throws Exception {
        var begun = System.nanoTime();
        var operation = trio.deploy(next());
        if (!Eventually.holdsWithin(DEPLOYED, () -> differences(operation).isEmpty())) {
            throw new AssertionError(
                    differences(operation) + "\n" + site.agent().said());
        }
        return since(begun);
    }

    /** Deploys, kills the agent so long after, starts it again at once, and waits until all is well. */
    public Outcome kill(Duration at) throws Exception {
        var operation = trio.deploy(next());
        var begun = System.nanoTime();
        for (var left = at; left.isPositive(); left = at.minus(since(begun))) {
            LockSupport.parkNanos(left.toNanos());
        }
        var step = underWay(operation);
        site.agent().kill();
        site.startAgent();
        var started = System.nanoTime();
        var last = new AtomicReference<List<String>>(List.of());
        Eventually.holdsWithin(DEPLOYED, () -> {
            last.set(differences(operation));
            return last.get().isEmpty();
        });
        var converged = since(started);
        var faults = new ArrayList<>(last.get());
        faults.addAll(doubled);
        faults.addAll(trio.startedTwice());
        return new Outcome(at, step, converged, faults);
    }

    /** How many instances were started in all. */
    public long started() throws IOException {
        return trio.started();
    }

    /** The data center. */
    public LabSite site() {
        return site;
    }

    /** What runs and is not wanted, is wanted and does not run, once the newest release is everywhere. */
    public List<String> differences() throws Exception {
        return site.census().differences(Trio.COPIES, trio.release());
    }

    private List<String> differences(String operation) throws Exception {
        var state = hub.state(operation);
        if (!state.equals("succeeded")) {
            return List.of("the deployment is " + state + ": "
                    + hub.get("/operations/" + operation).get("status"));
        }
        return differences();
    }

    private String underWay(String operation) throws Exception {
        var status = hub.get("/operations/" + operation).get("status");
        var steps = new ArrayList<String>();
        status.path("steps").forEach(step -> {
            if (step.path("state").asString("").matches("queued|running")) {
                steps.add(step.path("name").asString(""));
            }
        });
        return status.path("state").asString("") + " " + String.join(", ", steps);
    }

    private String next() {
        version++;
        return "version " + version;
    }

    private void watch() {
        while (!over) {
            doubled.addAll(site.census().doubled());
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }

    @Override
    public void close() {
        over = true;
        site.close();
        hub.close();
    }
}
