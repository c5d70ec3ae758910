package io.skerry.build.order;

import io.skerry.build.cache.DependencyCache;
import io.skerry.build.cache.Downloads;
import io.skerry.build.detect.Detected;
import io.skerry.build.detect.Detector;
import io.skerry.build.failure.BuildFailure;
import io.skerry.build.pack.Packed;
import io.skerry.build.pack.Packer;
import io.skerry.build.pack.Workshop;
import io.skerry.build.publish.SlugPublisher;
import io.skerry.build.sandbox.BuildHome;
import io.skerry.build.sandbox.BuildLimits;
import io.skerry.build.sandbox.BuildOutput;
import io.skerry.build.sandbox.Folders;
import io.skerry.build.sandbox.Guard;
import io.skerry.build.sandbox.ProcessTree;
import io.skerry.build.sandbox.Sandbox;
import io.skerry.build.sandbox.StopSign;
import io.skerry.build.source.FetchTools;
import io.skerry.build.source.FolderTree;
import io.skerry.build.source.GitConnections;
import io.skerry.build.source.SourceFetcher;
import io.skerry.build.tool.ToolChains;
import io.skerry.machine.cgroup.Cgroups;
import io.skerry.model.build.BuildOrder;
import io.skerry.model.build.BuildResult;
import io.skerry.model.build.BuildResult.BuildTimes;
import io.skerry.model.build.ToolConfiguration;
import io.skerry.model.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The way of one source to a slug: fetch, detect, pack, publish. */
public final class BuildRun {

    private static final String PLATFORM =
            "linux/" + (System.getProperty("os.arch").equals("aarch64") ? "arm64" : System.getProperty("os.arch"));

    private static final Logger LOG = LoggerFactory.getLogger(BuildRun.class);

    private final Path dataCenterFolder;
    private final ToolConfigurations configurations;
    private final ToolChains tools;
    private final DependencyCache cache;
    private final Downloads downloads;
    private final SourceFetcher sources;
    private final SlugPublisher publisher;
    private final BuildLimits limits;
    private final Cgroups groups;

    /** The rooms a build walks through, and where it hears how its tools reach registries. */
    public BuildRun(
            Path dataCenterFolder,
            ToolConfigurations configurations,
            ToolChains tools,
            DependencyCache cache,
            Downloads downloads,
            SourceFetcher sources,
            SlugPublisher publisher,
            BuildLimits limits,
            Cgroups groups) {
        this.dataCenterFolder = dataCenterFolder;
        this.configurations = configurations;
        this.tools = tools;
        this.cache = cache;
        this.downloads = downloads;
        this.sources = sources;
        this.publisher = publisher;
        this.limits = limits;
        this.groups = groups;
    }

    /** How the tools of this build reach registries; see {@link ToolConfigurations#of}. */
    ToolConfiguration configuration(BuildOrder order, BuildProgress progress, StopSign stop)
            throws BuildFailure, InterruptedException {
        return configurations.of(order, progress, stop);
    }

    /** How long a build may take that was ordered with such a limit. */
    Duration timeLimit(Duration ordered) {
        return limits.time() == null ? ordered : limits.time();
    }

    /** Makes room among what tools downloaded. */
    void trimDownloads() {
        try {
            var gone = downloads.trim();
            if (gone > 0) {
                LOG.atInfo().addKeyValue("bytes", gone).log("downloads of builds that were not used for long are gone");
            }
        } catch (IOException e) {
            LOG.atWarn().setCause(e).log("downloads of builds cannot be trimmed now");
        }
    }

    /** Ends what a builder that died left running of a build, and deletes its folder: the tools' home in it holds secrets. */
    void discard(String build) throws IOException {
        ProcessTree.kill(build);
        Guard.discard(groups, build);
        Folders.delete(BuildFolder.of(dataCenterFolder, build).root());
    }

    BuildResult run(
            BuildOrder order,
            ToolConfiguration configuration,
            BuildProgress progress,
            BuildOutput output,
            StopSign stop)
            throws BuildFailure, IOException, InterruptedException {
        var folder = BuildFolder.fresh(dataCenterFolder, order.id());
        try {
            return run(order, configuration, folder, progress, output, stop);
        } finally {
            Folders.delete(folder.root());
        }
    }

    private BuildResult run(
            BuildOrder order,
            ToolConfiguration configuration,
            BuildFolder folder,
            BuildProgress progress,
            BuildOutput output,
            StopSign stop)
            throws BuildFailure, IOException, InterruptedException {
        var began = System.nanoTime();
        var variables = BuildHome.fill(folder.home(), configuration);
        var tenant = order.component().tenant().value();
        try (var _ = downloads.use(tenant);
                var guard = new Guard(order.id(), folder.root(), downloads.of(tenant), limits, groups, output, stop)) {
            return run(order, folder, variables, progress, output, stop, guard, began);
        }
    }

    private BuildResult run(
            BuildOrder order,
            BuildFolder folder,
            Map<String, String> variables,
            BuildProgress progress,
            BuildOutput output,
            StopSign stop,
            Guard guard,
            long began)
            throws BuildFailure, IOException, InterruptedException {
        var sandbox = sandbox(order, folder, variables, output, stop, guard);
        progress.step("Fetching the source");
        var with = new FetchTools(new GitConnections(variables), sandbox, folder.home(), folder.scratch());
        var fetched = sources.fetch(order.source(), with, folder.source(), stop);
        progress.fetched(fetched.resolved());
        fetched.warnings().forEach(progress::warn);
        var fetchedAt = System.nanoTime();

        progress.step("Detecting the language");
        var detected = Detector.detect(new FolderTree(fetched.folder()), order.build());
        progress.detected(detected.detection());
        detected.warnings().forEach(progress::warn);

        requireChoice(order, detected);

        progress.step("Building with " + detected.detection().chosen());
        Files.move(fetched.folder(), folder.slug().resolve(Workshop.APP));
        var packed = Packer.pack(
                detected,
                new Workshop(
                        order.component().tenant().value(),
                        folder.slug(),
                        PLATFORM,
                        detected.command(),
                        order.build() != null
                                && Boolean.TRUE.equals(order.build().strict()),
                        wantsWeb(order),
                        sandbox,
                        output,
                        tools,
                        cache,
                        progress::warn));
        requireProcess(order, packed);
        var builtAt = System.nanoTime();

        progress.step("Packing the slug");
        stop.check();
        var artifact = publisher.publish(folder.slug(), PLATFORM, packed.requires(), packed.processes());
        var times = new BuildTimes(
                millis(began, fetchedAt),
                millis(fetchedAt, builtAt),
                millis(builtAt, System.nanoTime()),
                packed.cached());
        output.step(String.format(
                Locale.ROOT,
                "Built %s, %.1f MiB, in %.1f s",
                artifact.digest(),
                artifact.size() / 1048576.0,
                millis(began, System.nanoTime()) / 1000.0));
        return progress.succeeded(artifact, times);
    }

    private Sandbox sandbox(
            BuildOrder order,
            BuildFolder folder,
            Map<String, String> settings,
            BuildOutput output,
            StopSign stop,
            Guard guard)
            throws BuildFailure {
        var variables = new TreeMap<>(settings);
        variables.putAll(SpecCheck.environment(order.build()));
        var env = BuildHome.environment(order.id(), folder.home(), folder.scratch(), tools.folders(), variables);
        return new Sandbox(order.id(), env, output, stop, guard);
    }

    /** Whoever has to choose hears it before a build that would be in vain. */
    private static void requireChoice(BuildOrder order, Detected detected) throws BuildFailure {
        var run = order.run();
        var usual = run == null
                || (run.command() == null
                        && (run.process() == null || run.process().equals("web")));
        if (usual && detected.choice() != null) {
            throw BuildFailure.of(
                    ErrorCode.NOT_DETECTED,
                    detected.choice().problem(),
                    detected.choice().advice());
        }
    }

    private static boolean wantsWeb(BuildOrder order) {
        var run = order.run();
        return run == null
                || (run.command() == null
                        && (run.process() == null || run.process().equals("web")));
    }

    /** A slug that nobody can start is no slug. */
    private static void requireProcess(BuildOrder order, Packed packed) throws BuildFailure {
        var run = order.run();
        if (run != null && run.command() != null) {
            return;
        }
        var type = run == null || run.process() == null ? "web" : run.process();
        if (!packed.processes().containsKey(type)) {
            throw BuildFailure.of(
                    ErrorCode.NOT_DETECTED,
                    "nothing says how to start the process '" + type + "'",
                    "add a line '" + type
                            + ": <command>' to a Procfile, say it in skerry.yaml, or set run.command; the source has the processes "
                            + packed.processes().keySet().stream().sorted().toList());
        }
    }

    private static long millis(long from, long to) {
        return Duration.ofNanos(to - from).toMillis();
    }
}
