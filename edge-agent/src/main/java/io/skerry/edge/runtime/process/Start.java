package io.skerry.edge.runtime.process;

import io.skerry.edge.runtime.Launch;
import io.skerry.edge.runtime.LaunchRefused;
import io.skerry.edge.runtime.process.slug.RunFile;
import io.skerry.model.application.RunSpec;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * With what environment, where and by which command an instance starts.
 *
 * @param home the instance's own folder: its copy of the slug
 * @param tools folders of the tools that the slug was built for, before others of their kind
 * @param path {@code PATH} of the machine
 */
record Start(Launch launch, RunFile runFile, Path home, List<Path> tools, String path) {

    private static final String SLUG = "{slug}";
    private static final String DEFAULT_PROCESS = "web";

    /** What the slug sets < what is injected; nothing of the agent's own environment. */
    Map<String, String> environment() {
        var all = new HashMap<String, String>();
        all.put("HOME", home.toString());
        all.put("LANG", "C.UTF-8");
        all.put("TMPDIR", home.resolve("tmp").toString());
        all.put("PATH", path);
        runFile.environment().forEach((name, value) -> all.put(name, value.replace(SLUG, home.toString())));
        all.putAll(launch.environment());
        var first = Stream.concat(runFile.pathEntries().stream().map(home::resolve), tools.stream())
                .map(Path::toString);
        all.put(
                "PATH",
                Stream.concat(first, Stream.of(all.getOrDefault("PATH", path))).collect(Collectors.joining(":")));
        return all;
    }

    Path folder() {
        var source = source(launch, home);
        var said = launch.run() == null ? null : launch.run().workingDirectory();
        return said == null ? source : source.resolve(said).normalize();
    }

    /** The folder that the source is in. */
    static Path source(Launch launch, Path home) {
        return launch.artifact() == null ? home : home.resolve("app");
    }

    List<String> command() throws LaunchRefused {
        RunSpec run = launch.run();
        if (run != null && run.command() != null && !run.command().isEmpty()) {
            return run.command();
        }
        var process = run == null || run.process() == null ? DEFAULT_PROCESS : run.process();
        var line = line(process);
        if (line == null) {
            throw LaunchRefused.unsupported(
                    "The source has no process type '" + process + "'" + known() + ".",
                    "Set run.command, name another process type in run.process, or add '" + process
                            + ": <command>' to the Procfile.");
        }
        return StartScript.shell(line);
    }

    private @Nullable String line(String process) {
        var built =
                launch.artifact() == null ? null : launch.artifact().processes().get(process);
        return built != null ? built : runFile.processTypes().get(process);
    }

    private String known() {
        var names = new TreeSet<>(runFile.processTypes().keySet());
        if (launch.artifact() != null) {
            names.addAll(launch.artifact().processes().keySet());
        }
        return names.isEmpty() ? "" : "; it has: " + String.join(", ", names);
    }
}
