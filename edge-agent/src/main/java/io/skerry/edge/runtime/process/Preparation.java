package io.skerry.edge.runtime.process;

import io.skerry.edge.runtime.Launch;
import io.skerry.edge.runtime.LaunchRefused;
import io.skerry.edge.runtime.process.machine.Owner;
import io.skerry.edge.runtime.process.machine.Owners;
import io.skerry.edge.runtime.process.slug.Fitness;
import io.skerry.edge.runtime.process.slug.RunFile;
import io.skerry.edge.runtime.process.slug.Slugs;
import io.skerry.edge.runtime.process.slug.Trees;
import io.skerry.edge.runtime.process.volume.VolumeLinks;
import io.skerry.edge.runtime.process.volume.Volumes;
import io.skerry.machine.cgroup.Cgroup;
import io.skerry.model.log.LogStream;
import io.skerry.model.log.OutputFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Lays an instance's folder out, so that nothing is left to do but to start the script in it. */
final class Preparation {

    private static final String VOLUME = "SKERRY_VOLUME_";

    private final Path dataCenterFolder;
    private final Layout layout;
    private final Slugs slugs;
    private final Volumes volumes;
    private final Fitness fitness;
    private final Owners owners;
    private final String path;

    Preparation(Path dataCenterFolder, Layout layout, Slugs slugs, Volumes volumes, Owners owners, String path) {
        this.dataCenterFolder = dataCenterFolder;
        this.layout = layout;
        this.slugs = slugs;
        this.volumes = volumes;
        this.fitness = new Fitness(path);
        this.owners = owners;
        this.path = path;
    }

    /**
     * Lays out what is not there yet.
     *
     * @param afresh whether the folder of an earlier run is replaced
     * @param group the control group of the run to come
     */
    void prepare(Launch launch, int run, boolean afresh, Cgroup group) throws LaunchRefused, InterruptedException {
        var owner = owners.of(launch.component().applicationRef());
        List<Path> tools = launch.artifact() == null ? List.of() : fitness.require(launch.artifact(), owner);
        try {
            for (var volume : launch.volumes()) {
                volumes.make(launch.component(), volume, owner);
            }
            var kept = layout.keptLaunch(launch.instance());
            var runFile = kept == null || afresh || !usable(layout.home(launch.instance()), owner)
                    ? layOut(launch, owner)
                    : kept.runFile();
            var start = new Start(launch, runFile, layout.home(launch.instance()), tools, path);
            script(launch.instance(), start, owner);
            layout.forgetRun(launch.instance());
            Files.createDirectories(output(launch).getParent());
            layout.keep(
                    launch.instance(),
                    new KeptLaunch(
                            launch,
                            run,
                            runFile,
                            group.folders().stream().map(Path::toString).toList()));
        } catch (IOException e) {
            throw LaunchRefused.broken("The instance's folder could not be laid out: " + e.getMessage() + ".");
        }
    }

    /** Not one whose making was cut short, nor one of another user than the application has now. */
    private static boolean usable(Path home, Owner owner) throws IOException {
        return Files.exists(home) && owner.owns(home);
    }

    Path output(Launch launch) {
        return OutputFiles.output(dataCenterFolder, LogStream.instance(launch.component(), launch.instance()));
    }

    /** Marks the output as complete, for the relay. */
    void endOutput(Launch launch) throws IOException {
        if (Files.exists(output(launch))) {
            var marker = OutputFiles.ended(dataCenterFolder, LogStream.instance(launch.component(), launch.instance()));
            Files.write(marker, new byte[0]);
        }
    }

    private RunFile layOut(Launch launch, Owner owner) throws IOException, LaunchRefused, InterruptedException {
        layout.makeFolder(launch.instance());
        var home = layout.home(launch.instance());
        Trees.delete(home);
        var unfinished = home.resolveSibling("home.unfinished");
        Trees.delete(unfinished);
        fill(launch.artifact() == null ? null : launch.artifact().digest(), unfinished, owner);
        Files.setPosixFilePermissions(unfinished, PosixFilePermissions.fromString("rwx------"));
        var runFile = RunFile.of(unfinished);
        for (var volume : launch.volumes()) {
            var data = volumes.data(launch.component(), volume.name());
            VolumeLinks.make(Start.source(launch, unfinished), volume, data, owner);
        }
        var temporary = unfinished.resolve("tmp");
        if (!Files.exists(temporary)) {
            owner.own(Files.createDirectory(temporary));
        }
        Files.move(unfinished, home, StandardCopyOption.ATOMIC_MOVE);
        return runFile;
    }

    private void fill(@Nullable String digest, Path folder, Owner owner)
            throws IOException, LaunchRefused, InterruptedException {
        if (digest == null) {
            owner.own(Files.createDirectory(folder));
        } else {
            slugs.copy(digest, folder, owner);
        }
    }

    private void script(String instance, Start start, Owner owner) throws IOException, LaunchRefused {
        var environment = new HashMap<>(start.environment());
        for (var volume : start.launch().volumes()) {
            var name = VOLUME + volume.name().toUpperCase(Locale.ROOT).replace('-', '_');
            var data = volumes.data(start.launch().component(), volume.name());
            environment.put(name, data.toString());
        }
        var text = StartScript.render(environment, start.folder(), start.command());
        var script = layout.script(instance);
        Layout.writePrivately(script, text.getBytes(StandardCharsets.UTF_8));
        owner.own(script);
    }
}
