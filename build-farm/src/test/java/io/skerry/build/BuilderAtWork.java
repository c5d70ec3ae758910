package io.skerry.build;

import static io.skerry.build.Eventually.eventually;

import io.skerry.build.publish.FolderArtifacts;
import io.skerry.build.source.Archives;
import io.skerry.model.application.BuildSpec;
import io.skerry.model.application.Source;
import io.skerry.model.build.BuildOrder;
import io.skerry.model.build.BuildResult;
import io.skerry.model.build.ToolConfigurationFetch;
import io.skerry.model.key.EdgeKey;
import io.skerry.model.log.LogStream;
import io.skerry.model.log.OutputFiles;
import io.skerry.model.message.CommandResult;
import io.skerry.model.name.ComponentRef;
import io.skerry.model.name.TenantName;
import io.skerry.model.setting.SettingRef;
import io.skerry.model.setting.SettingSpec;
import io.skerry.store.EdgeStore;
import io.skerry.store.value.Values;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A builder with its store and artifacts, and somebody who orders from it. */
final class BuilderAtWork implements AutoCloseable {

    static final ComponentRef COMPONENT = new ComponentRef(new TenantName("acme"), "shop", "web");

    /** Long enough for a machine with much to do, since every lost lease is an attempt. */
    private static final Duration LEASE = Duration.ofSeconds(8);

    final BuilderSettings settings;
    final FolderArtifacts artifacts;
    private final EdgeStore store;

    /** What the hub answers who asks for the setting. */
    ToolConfigurationFetch tools = _ -> MachineTools.configuration();

    @Nullable
    private BuilderRole role;

    BuilderAtWork(Path folder, EdgeStore store) {
        this.store = store;
        this.artifacts = new FolderArtifacts(folder.resolve("artifacts"));
        this.settings = settings(folder);
    }

    static BuilderSettings settings(Path folder) {
        var machine = new TreeMap<>(System.getenv());
        machine.put(BuilderSettings.PARALLEL, "2");
        var usual = BuilderSettings.of(folder, machine);
        return new BuilderSettings(
                folder,
                usual.parallel(),
                LEASE,
                usual.toolPath(),
                Map.of(),
                usual.cacheBytes(),
                usual.downloadBytes(),
                true,
                usual.limits());
    }

    BuilderAtWork begin() {
        role = BuilderRole.start(settings, store, artifacts, digest -> {}, setting -> tools.fetch(setting));
        return this;
    }

    /** Stops the builder; what it was told to do stays. */
    void end() {
        if (role != null) {
            role.close();
            role = null;
        }
    }

    @Override
    public void close() {
        end();
    }

    Source upload(Consumer<Archives> entries) throws IOException {
        return Source.of(new Source.Upload(artifacts.put(Archives.gzipped(entries)), null));
    }

    String order(Source source, @Nullable BuildSpec build, long timeLimitSeconds) {
        var order = new BuildOrder(
                UUID.randomUUID().toString(),
                COMPONENT,
                source,
                build,
                null,
                timeLimitSeconds,
                new SettingRef(SettingSpec.BUILD_TOOLS, 1, "these"));
        store.put(EdgeKey.order(BuildOrder.QUEUE, order.id()), Values.write(order));
        return order.id();
    }

    CommandResult build(Source source) throws Exception {
        return end(order(source, null, 300));
    }

    /** The terminal answer. */
    CommandResult end(String build) throws Exception {
        eventually(
                "build " + build + " has ended",
                () -> answer(build) != null && answer(build).terminal());
        return answer(build);
    }

    @Nullable
    CommandResult answer(String build) {
        var entry = store.get(EdgeKey.answer(build));
        return entry == null ? null : Values.read(entry.value(), CommandResult.class);
    }

    static BuildResult result(CommandResult answer) {
        return Values.read(answer.body(), BuildResult.class);
    }

    void cancel(String build) {
        store.put(EdgeKey.order("build-cancel", build), Values.write(Map.of()));
    }

    String output(String build) throws IOException {
        var file = OutputFiles.output(settings.folder(), LogStream.build(COMPONENT, build));
        return Files.exists(file) ? Files.readString(file) : "";
    }

    boolean outputEnded(String build) {
        return Files.exists(OutputFiles.ended(settings.folder(), LogStream.build(COMPONENT, build)));
    }

    Path slug(BuildResult result) {
        return artifacts.file(result.artifact().digest());
    }
}
