package io.skerry.build.tool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The folders where tool chains are. {@code SKERRY_TOOL_PATH} if it is set; else the folders of the real {@code python3}, {@code node}, {@code go},
 * {@code java}, {@code mvn} and {@code gradle} of the PATH, then every version that is kept where version managers and distributions do, newest first, then the system's
 * folders.
 */
public final class ToolPath {

    /** The variable that replaces the search. */
    public static final String VARIABLE = "SKERRY_TOOL_PATH";

    private static final List<Path> SYSTEM = List.of(Path.of("/usr/local/bin"), Path.of("/usr/bin"), Path.of("/bin"));

    private ToolPath() {}

    /** The folders, in the order in which they are searched. */
    public static List<Path> of(Map<String, String> environment) {
        return of(environment, new RunningProbe());
    }

    static List<Path> of(Map<String, String> environment, ToolProbe probe) {
        var given = environment.get(VARIABLE);
        if (given != null && !given.isBlank()) {
            return folders(given).distinct().toList();
        }
        var found = new LinkedHashSet<Path>();
        var path = environment.getOrDefault("PATH", "");
        for (var tool : List.of(Tool.PYTHON, Tool.NODE, Tool.GO)) {
            first(path, tool.usualName())
                    .flatMap(file -> probe.ask(tool, file))
                    .map(ToolChain::folder)
                    .ifPresent(found::add);
        }
        var home = environment.getOrDefault("HOME", "/");
        found.addAll(kept(environment.getOrDefault("PYENV_ROOT", home + "/.pyenv") + "/versions"));
        found.addAll(kept(environment.getOrDefault("NVM_DIR", home + "/.nvm") + "/versions/node"));
        for (var tool : List.of(Tool.JAVA, Tool.MAVEN, Tool.GRADLE)) {
            first(path, tool.usualName()).flatMap(ToolPath::folderOf).ifPresent(found::add);
        }
        for (var jdks : List.of("/usr/lib/jvm", home + "/.sdkman/candidates/java", home + "/.jdks", "/usr/java")) {
            found.addAll(kept(jdks));
        }
        found.addAll(kept("/opt", name -> name.startsWith("jdk") || name.startsWith("java")));
        found.addAll(kept(home + "/sdk", name -> name.startsWith("go")));
        found.add(Path.of("/usr/local/go/bin"));
        found.addAll(kept("/usr/lib", name -> name.startsWith("go-")));
        SYSTEM.forEach(found::remove);
        return Stream.concat(found.stream(), SYSTEM.stream())
                .filter(Files::isDirectory)
                .toList();
    }

    private static Optional<Path> first(String path, String name) {
        return folders(path)
                .map(folder -> folder.resolve(name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** These are found by where they really are, without being started. */
    private static Optional<Path> folderOf(Path file) {
        try {
            return Optional.ofNullable(file.toRealPath().getParent());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Stream<Path> folders(String path) {
        return Stream.of(path.split(":", -1))
                .filter(part -> part.startsWith("/"))
                .map(Path::of);
    }

    /** The {@code bin} folders of what a version manager keeps, newest first. */
    private static List<Path> kept(String folder) {
        return kept(folder, _ -> true);
    }

    private static List<Path> kept(String folder, Predicate<String> named) {
        var versions = Path.of(folder);
        if (!Files.isDirectory(versions)) {
            return List.of();
        }
        try (var list = Files.list(versions)) {
            return new ArrayList<>(list.toList())
                    .stream()
                            .filter(version -> named.test(version.getFileName().toString()))
                            .sorted(Comparator.comparing(ToolPath::versionOf).reversed())
                            .map(version -> version.resolve("bin"))
                            .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static Version versionOf(Path folder) {
        return Version.find(folder.getFileName().toString()).orElse(new Version(0, 0, 0));
    }
}
