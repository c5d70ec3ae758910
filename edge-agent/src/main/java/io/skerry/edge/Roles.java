package io.skerry.edge;

import io.skerry.build.BuilderRole;
import io.skerry.build.BuilderSettings;
import io.skerry.edge.link.Uplink;
import io.skerry.edge.monitor.MonitorRole;
import io.skerry.edge.monitor.SiteFigures;
import io.skerry.edge.worker.WorkerRole;
import io.skerry.edge.worker.WorkerSettings;
import io.skerry.edge.worker.instance.Timings;
import io.skerry.link.artifact.FileArtifactStore;
import io.skerry.logs.RelayRole;
import io.skerry.logs.RelaySettings;
import io.skerry.measure.Figures;
import io.skerry.model.error.LogKeys;
import io.skerry.store.EdgeStores;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The parts of one agent's process, closed in the reverse order of their start. They meet in the edge store only. */
final class Roles implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Roles.class);

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();

    private Roles() {}

    /** Starts what the settings ask for. */
    static Roles start(AgentSettings settings, Map<String, String> environment)
            throws IOException, InterruptedException {
        var roles = new Roles();
        try {
            roles.startAll(settings, environment);
            return roles;
        } catch (IOException | InterruptedException | RuntimeException e) {
            roles.close();
            throw e;
        }
    }

    private void startAll(AgentSettings settings, Map<String, String> environment)
            throws IOException, InterruptedException {
        var store = started(EdgeStores.open(settings.folder()));
        var artifacts = FileArtifactStore.open(settings.folder().resolve("artifacts"));
        var relay = has(settings, "relay")
                ? started(RelayRole.start(RelaySettings.of(settings.folder(), environment), store))
                : null;
        var monitor = has(settings, "monitor") ? started(MonitorRole.start(settings.folder())) : null;
        var uplink = started(Uplink.create(
                settings.link(),
                store,
                artifacts,
                query -> open(relay, "log relay").tail(query),
                query -> open(monitor, "monitor").answer(query)));
        // The store was opened above, by this process.
        var building = BuilderSettings.of(settings.folder(), environment).besideStore();
        if (has(settings, "worker")) {
            started(WorkerRole.start(worker(settings, building), store, artifacts, uplink.artifacts()));
        }
        if (has(settings, "builder")) {
            started(BuilderRole.start(building, store, artifacts, uplink.artifacts(), uplink.tools()));
        }
        uplink.start();
        var measured = new ArrayList<Figures.Source>(List.of(uplink, new SiteFigures(store)));
        if (relay != null) {
            measured.add(new RelayMeasures(relay::figures));
        }
        started(AgentMeasures.open(settings.folder(), settings.dataCenter(), measured));
    }

    private static <T> T open(@Nullable T role, String name) {
        if (role == null) {
            throw new IllegalStateException("this agent has no " + name);
        }
        return role;
    }

    /** Instances find the tool chains that builds used. */
    private static WorkerSettings worker(AgentSettings settings, BuilderSettings building) {
        var path = building.toolPath().stream().map(Path::toString).collect(Collectors.joining(":"));
        return new WorkerSettings(
                settings.dataCenter(),
                settings.folder(),
                settings.firstPort(),
                settings.lastPort(),
                path,
                Timings.PRODUCTION);
    }

    private static boolean has(AgentSettings settings, String role) {
        return settings.roles().contains(role);
    }

    private <T extends AutoCloseable> T started(T part) {
        parts.push(part);
        return part;
    }

    @Override
    public void close() {
        while (!parts.isEmpty()) {
            var part = parts.pop();
            try {
                part.close();
            } catch (Exception e) {
                LOG.atWarn()
                        .setCause(e)
                        .addKeyValue(LogKeys.KEY, part.getClass().getSimpleName())
                        .log("a part did not close");
            }
        }
    }
}
