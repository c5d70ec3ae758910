package io.skerry.build.tool;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Starts the executable and reads its version, where it really is, and whether its package tool is there. A JDK says all of it in a file
 * beside it.
 */
final class RunningProbe implements ToolProbe {

    private static final String PYTHON = """
            import sys, importlib.util
            print('%d.%d.%d' % sys.version_info[:3])
            print(sys.executable)
            print(importlib.util.find_spec('pip') is not None)""";
    private static final String NODE = "console.log(process.versions.node + '\\n' + process.execPath)";
    private static final long SECONDS = 10;
    /** A Go that asks for a newer one of itself would fetch it; tools written in Java find the one that runs here. */
    private static final Map<String, String> SURROUNDINGS =
            Map.of("GOTOOLCHAIN", "local", "JAVA_HOME", System.getProperty("java.home"));

    private static final Pattern SAYS = Pattern.compile("(?:Apache Maven|Gradle) (\\d[\\d.]*)");
    private static final Pattern RELEASE = Pattern.compile("(?m)^JAVA_VERSION=\"(?:1\\.(?=[5-8]\\.))?([^\"]+)\"");

    @Override
    public Optional<ToolChain> ask(Tool tool, Path executable) {
        var file = executable.toString();
        return switch (tool) {
            case PYTHON -> {
                var lines = run(List.of(file, "-I", "-c", PYTHON));
                yield chain(tool, lines, 1, lines.size() > 2 && lines.get(2).equals("True"));
            }
            case NODE -> {
                var lines = run(List.of(file, "-e", NODE));
                yield chain(tool, lines, 1, lines.size() > 1 && hasBeside(Path.of(lines.get(1)), tool.packageTool()));
            }
            case GO -> chain(tool, goOf(run(List.of(file, "env", "GOVERSION", "GOROOT"))), 1, true);
            case JAVA -> jdk(executable);
            case MAVEN, GRADLE -> chain(tool, said(run(List.of(file, "--version")), executable), 1, true);
        };
    }

    /** Nothing is started for it: a JVM takes a second of a busy machine. */
    private static Optional<ToolChain> jdk(Path executable) {
        try {
            var real = executable.toRealPath();
            var folder = Objects.requireNonNull(real.getParent());
            var release = Objects.requireNonNull(folder.getParent()).resolve("release");
            var version = RELEASE.matcher(Files.isRegularFile(release) ? Files.readString(release) : "");
            return version.find()
                    ? Version.find(version.group(1).replace('_', '.'))
                            .map(found ->
                                    new ToolChain(Tool.JAVA, found, real, hasBeside(real, Tool.JAVA.packageTool())))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The version out of several lines, and where the file that said it is. */
    private static List<String> said(List<String> lines, Path executable) {
        for (var line : lines) {
            var match = SAYS.matcher(line);
            if (match.find()) {
                return List.of(match.group(1), executable.toString());
            }
        }
        return List.of();
    }

    private static List<String> goOf(List<String> lines) {
        return lines.size() < 2 ? List.of() : List.of(lines.get(0), lines.get(1) + "/bin/go");
    }

    /** A version in the first line, the real file in the other. */
    private static Optional<ToolChain> chain(Tool tool, List<String> lines, int place, boolean complete) {
        return lines.size() <= place
                ? Optional.empty()
                : Version.find(lines.getFirst())
                        .map(version -> new ToolChain(tool, version, Path.of(lines.get(place)), complete));
    }

    private static boolean hasBeside(Path executable, String other) {
        return Files.isExecutable(Objects.requireNonNull(executable.getParent()).resolve(other));
    }

    private static List<String> run(List<String> command) {
        try {
            var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
            builder.directory(Path.of("/").toFile()).environment().putAll(SURROUNDINGS);
            var process = builder.start();
            process.getOutputStream().close();
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return List.of();
            }
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.exitValue() == 0 ? output.lines().toList() : List.of();
        } catch (IOException e) {
            return List.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }
}
