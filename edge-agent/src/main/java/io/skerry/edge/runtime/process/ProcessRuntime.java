package io.skerry.edge.runtime.process;

import io.skerry.edge.runtime.Exit;
import io.skerry.edge.runtime.Launch;
import io.skerry.edge.runtime.LaunchRefused;
import io.skerry.edge.runtime.VolumeState;
import io.skerry.edge.runtime.Workload;
import io.skerry.edge.runtime.WorkloadRuntime;
import io.skerry.edge.runtime.process.limit.Confinement;
import io.skerry.edge.runtime.process.machine.ListeningPorts;
import io.skerry.edge.runtime.process.machine.OutputTail;
import io.skerry.edge.runtime.process.machine.Owners;
import io.skerry.edge.runtime.process.machine.ProcessTable;
import io.skerry.edge.runtime.process.slug.Slugs;
import io.skerry.edge.runtime.process.slug.Trees;
import io.skerry.edge.runtime.process.volume.KeptVolume;
import io.skerry.edge.runtime.process.volume.Volumes;
import io.skerry.machine.cgroup.Cgroup;
import io.skerry.model.artifact.ArtifactFetch;
import io.skerry.model.artifact.ArtifactStore;
import io.skerry.model.error.LogKeys;
import io.skerry.model.name.ComponentRef;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs instances as local processes. Each lives in a session of its own under a small shell wrapper that outlives the agent, writes the
 * exit code down and appends the output to the instance's output file.
 */
public final class ProcessRuntime implements WorkloadRuntime {

    private static final Logger LOG = LoggerFactory.getLogger(ProcessRuntime.class);
    private static final Duration BEGIN_WITHIN = Duration.ofSeconds(10);
    private static final String LOOPBACK = "127.0.0.1";
    private static final int NOT_FOUND = 127;

    private final Layout layout;
    private final ProcessTable processes = new ProcessTable();
    private final Owners owners;
    private final Confinement confinement;
    private final Slugs slugs;
    private final Volumes volumes;
    private final FolderSizes volumeSizes = new FolderSizes();
    private final Preparation preparation;
    private final Wrapper wrapper;
    private final Map<String, Held> held = new ConcurrentHashMap<>();
    private final Supervision supervision;

    /**
     * Opens the runtime over a data center's folder and finds what runs there already.
     *
     * @param path {@code PATH} that instances and the search for their tools begin with
     * @throws IOException if the folder cannot be used
     */
    public static ProcessRuntime open(Path dataCenterFolder, ArtifactStore artifacts, ArtifactFetch fetch, String path)
            throws IOException {
        return open(dataCenterFolder, artifacts, fetch, path, Confinement.probe(dataCenterFolder));
    }

    /** With limits that are held in a way of the caller's. */
    static ProcessRuntime open(
            Path dataCenterFolder, ArtifactStore artifacts, ArtifactFetch fetch, String path, Confinement confinement)
            throws IOException {
        return new ProcessRuntime(dataCenterFolder, artifacts, fetch, path, confinement);
    }

    private ProcessRuntime(
            Path dataCenterFolder, ArtifactStore artifacts, ArtifactFetch fetch, String path, Confinement confinement)
            throws IOException {
        this.confinement = confinement;
        layout = Layout.in(dataCenterFolder);
        owners = Owners.decide(layout.root(), layout.users());
        slugs = new Slugs(layout.slugs(), processes.boot(), artifacts, fetch);
        volumes = new Volumes(dataCenterFolder);
        preparation = new Preparation(dataCenterFolder, layout, slugs, volumes, owners, path);
        wrapper = new Wrapper(layout);
        var ending = new Ending(layout, confinement, preparation::output);
        // Watched before looked at: what is written in between is seen by one or the other.
        supervision = new Supervision(layout, processes, confinement, ending, held);
        held.putAll(new Adoption(layout, processes, ending).all());
        held.values().forEach(one -> use(one.launch()));
    }

    @Override
    public List<Workload> adopt(Listener told) {
        return supervision.begin(told);
    }

    @Override
    public void start(Launch launch) throws LaunchRefused, InterruptedException {
        var id = launch.instance();
        var earlier = held.get(id);
        if (earlier != null && !earlier.over()) {
            return;
        }
        var run = earlier == null ? 1 : earlier.run() + 1;
        if (earlier != null) {
            confinement.release(earlier.group());
        }
        use(launch);
        var group = prepared(launch, run, earlier);
        var making = Held.making(launch, run, group);
        held.put(id, making);
        try {
            wrapper.start(
                    id,
                    run,
                    preparation.output(launch),
                    owners.of(launch.component().applicationRef()),
                    group);
            if (!begun(making)) {
                throw LaunchRefused.broken("The wrapper of " + id + " did not begin.");
            }
        } catch (LaunchRefused e) {
            making.ends(new Exit(null, e.getMessage(), List.of()));
            throw e;
        }
    }

    /** A folder that was overfilled is laid out anew: with what fills it, it would be ended again at once. */
    private Cgroup prepared(Launch launch, int run, @Nullable Held earlier) throws LaunchRefused, InterruptedException {
        var group = confinement.confine(launch, run);
        var made = false;
        try {
            var afresh = earlier != null && Ending.overfilled(earlier.workload().exit());
            preparation.prepare(launch, run, afresh, group);
            made = true;
            return group;
        } finally {
            if (!made) {
                confinement.release(group);
            }
        }
    }

    /** Not to be given up half-way: once the wrapper was started, something may run. */
    private static boolean begun(Held making) {
        var interrupted = false;
        try {
            while (true) {
                try {
                    return making.awaitBegun(BEGIN_WITHIN.toMillis());
                } catch (InterruptedException _) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void stop(String instance, Duration grace) {
        supervision.stop(
                instance,
                grace,
                "It did not end within its grace of " + grace.toMillis() / 1000.0 + " s and was killed.");
    }

    @Override
    public void remove(String instance) {
        var one = held.get(instance);
        if (one != null && !one.over()) {
            throw new IllegalStateException(instance + " still runs");
        }
        try {
            delete(instance, one);
            slugs.keepOnly(held.values().stream()
                    .flatMap(other ->
                            java.util.stream.Stream.ofNullable(other.launch().artifact()))
                    .map(artifact -> artifact.digest())
                    .collect(Collectors.toSet()));
        } catch (IOException e) {
            // The folder is found again and removed when the agent starts the next time.
            LOG.atWarn()
                    .addKeyValue(LogKeys.INSTANCE, instance)
                    .addKeyValue(LogKeys.ERROR, e)
                    .log("instance's folder not deleted");
        }
    }

    /** Whatever is left of it on the disk, it has no volumes any more. */
    private void delete(String instance, @Nullable Held one) throws IOException {
        try {
            if (one != null) {
                preparation.endOutput(one.launch());
                confinement.release(one.group());
            }
            layout.forgetRun(instance);
            Trees.delete(layout.folder(instance));
        } finally {
            held.remove(instance);
            volumes.release(instance);
        }
    }

    @Override
    public String host(String instance) {
        return LOOPBACK;
    }

    @Override
    public Set<Integer> listening(String instance) {
        var one = held.get(instance);
        var identity = one == null ? null : one.identity();
        return identity == null
                ? Set.of()
                : ListeningPorts.of(processes.members(instance, layout.owner(instance), identity));
    }

    @Override
    public List<String> lastLines(String instance, int max) {
        var one = held.get(instance);
        return one == null ? List.of() : OutputTail.of(preparation.output(one.launch()), max);
    }

    @Override
    public int run(String instance, List<String> command, Duration timeout) throws InterruptedException {
        var one = held.get(instance);
        return one == null || !one.runs()
                ? NOT_FOUND
                : wrapper.run(
                        instance, owners.of(one.launch().component().applicationRef()), one.group(), command, timeout);
    }

    private void use(Launch launch) {
        volumes.use(launch.instance(), launch.component(), launch.volumes());
    }

    @Override
    public List<VolumeState> volumes() {
        try {
            var all = volumes.all();
            volumeSizes.begin(all.stream().map(this::data).collect(Collectors.toSet()));
            return all.stream().map(this::state).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the volumes cannot be looked at", e);
        }
    }

    private Path data(KeptVolume kept) {
        return volumes.data(kept.component(), kept.volume().name());
    }

    private VolumeState state(KeptVolume kept) {
        var size = volumeSizes.of(data(kept));
        return new VolumeState(
                kept.component(), kept.volume(), size.isPresent() ? size.getAsLong() : null, data(kept), kept.made());
    }

    @Override
    public boolean deleteVolume(ComponentRef component, String name) {
        try {
            return volumes.delete(component, name);
        } catch (IOException e) {
            throw new UncheckedIOException("the volume " + name + " of " + component + " cannot be deleted", e);
        }
    }

    @Override
    public List<String> notes() {
        return owners.note();
    }

    @Override
    public String limits() {
        return confinement.description();
    }

    @Override
    public List<String> remarks(String instance) {
        var one = held.get(instance);
        return one == null || !one.runs() ? List.of() : confinement.remarks(one.launch(), one.group());
    }

    @Override
    public void close() {
        supervision.close();
    }
}
