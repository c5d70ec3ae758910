package io.skerry.build.sandbox;

import io.skerry.model.build.ToolConfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The home folder and the environment that the tools of one build see; nothing of the agent's own gets in. */
public final class BuildHome {

    private static final List<Path> SYSTEM = List.of(Path.of("/usr/local/bin"), Path.of("/usr/bin"), Path.of("/bin"));

    private BuildHome() {}

    /**
     * Writes the configuration's files into the folder, readable by the owner only.
     *
     * @return the variables by which tools find what the configuration says
     */
    public static Map<String, String> fill(Path home, ToolConfiguration configuration) throws IOException {
        for (var file : configuration.files().entrySet()) {
            var target = home.resolve(file.getKey()).normalize();
            if (!target.startsWith(home)) {
                throw new IOException("a tool's settings would be written outside of the build's home");
            }
            Files.createDirectories(Objects.requireNonNull(target.getParent()));
            Files.writeString(target, file.getValue());
            Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rw-------"));
        }
        var variables = new TreeMap<>(TrustedAuthorities.variables(home, configuration.certificates()));
        variables.putAll(configuration.environment());
        return variables;
    }

    /**
     * The environment of the build's processes.
     *
     * @param build its id, which marks every process of it
     * @param toolPath folders of tool chains
     * @param variables of the platform's and the build's settings
     */
    public static Map<String, String> environment(
            String build, Path home, Path scratch, List<Path> toolPath, Map<String, String> variables) {
        var env = new TreeMap<>(variables);
        env.put("HOME", home.toString());
        env.put("TMPDIR", scratch.toString());
        env.put("PATH", path(toolPath));
        env.put("LANG", "C.UTF-8");
        env.put("CI", "true");
        env.put("TERM", "dumb");
        env.put(ProcessTree.MARKER, build);
        return env;
    }

    /** The PATH of these folders and the system's. */
    public static String path(List<Path> toolPath) {
        return Stream.concat(toolPath.stream(), SYSTEM.stream())
                .distinct()
                .map(Path::toString)
                .collect(Collectors.joining(":"));
    }
}
