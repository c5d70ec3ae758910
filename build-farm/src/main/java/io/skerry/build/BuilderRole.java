package io.skerry.build;

import io.skerry.build.cache.DependencyCache;
import io.skerry.build.cache.Downloads;
import io.skerry.build.order.BuildRun;
import io.skerry.build.order.OrderLoop;
import io.skerry.build.order.ToolConfigurations;
import io.skerry.build.publish.SlugPublisher;
import io.skerry.build.source.GitFetcher;
import io.skerry.build.source.SourceFetcher;
import io.skerry.build.source.UnpackLimits;
import io.skerry.build.tool.ToolChains;
import io.skerry.machine.cgroup.Cgroups;
import io.skerry.model.artifact.ArtifactFetch;
import io.skerry.model.artifact.ArtifactStore;
import io.skerry.model.build.ToolConfigurationFetch;
import io.skerry.store.EdgeStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The builder of a data center. It takes {@code order/build/<id>} ({@link io.skerry.model.build.BuildOrder}), answers at
 * {@code answer/<id>} ({@link io.skerry.model.message.CommandResult} with a {@link io.skerry.model.build.BuildResult}), stops a build when
 * {@code order/build-cancel/<id>} appears, and appends its output to {@link io.skerry.model.log.OutputFiles}.
 */
public final class BuilderRole implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BuilderRole.class);

    private final OrderLoop loop;

    private BuilderRole(OrderLoop loop) {
        this.loop = loop;
    }

    /**
     * Starts to take orders. Store, artifacts and fetches stay the caller's and must outlive the role.
     *
     * @param tools brings how the tools of a build reach registries
     */
    public static BuilderRole start(
            BuilderSettings settings,
            EdgeStore store,
            ArtifactStore artifacts,
            ArtifactFetch fetch,
            ToolConfigurationFetch tools) {
        var git = new GitFetcher(settings.localRepositories());
        var kept = settings.folder().resolve("cache");
        var downloads = new Downloads(kept.resolve("downloads"), settings.downloadBytes(), Clock.systemUTC());
        var cache = new DependencyCache(kept, settings.cacheBytes(), Clock.systemUTC(), downloads);
        var run = new BuildRun(
                settings.folder(),
                new ToolConfigurations(tools, settings.proxies()),
                new ToolChains(settings.toolPath()),
                cache,
                downloads,
                new SourceFetcher(artifacts, fetch, git, UnpackLimits.STANDARD),
                new SlugPublisher(artifacts),
                settings.limits(),
                groups(settings.folder()));
        return new BuilderRole(new OrderLoop(settings.folder(), store, run, settings.parallel(), settings.lease()));
    }

    /** In a place of its own for each data center's folder. */
    private static Cgroups groups(Path folder) {
        var key = UUID.nameUUIDFromBytes(folder.toAbsolutePath().toString().getBytes(StandardCharsets.UTF_8));
        var groups = Cgroups.probe("skerry-builds-" + key.toString().substring(0, 8));
        LOG.atInfo().addKeyValue("groups", groups.description()).log("control groups for builds");
        return groups;
    }

    /** Stops taking orders; builds that run are stopped and given back, to be taken again. */
    @Override
    public void close() {
        loop.close();
    }
}
