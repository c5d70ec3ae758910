package io.skerry.build.tool;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Starts the executable and reads three lines: its version, where it really is, and whether its package tool is there. */
final class RunningProbe implements ToolProbe {

    private static final String PYTHON = """
            import sys, importlib.util
            print('%d.%d.%d' % sys.version_info[:3])
            print(sys.executable)
            print(importlib.util.find_spec('pip') is not None)""";
    private static final String NODE = "console.log(process.versions.node + '\\n' + process.execPath)";
    private static final long SECONDS = 10;

    @Override
    public Optional<ToolChain> ask(Tool tool, Path executable) {
        var file = executable.toString();
        var command = tool == Tool.PYTHON ? List.of(file, "-I", "-c", PYTHON) : List.of(file, "-e", NODE);
        var lines = run(command);
        if (lines.size() < 2) {
            return Optional.empty();
        }
        var real = Path.of(lines.get(1));
        var complete = tool == Tool.PYTHON
                ? lines.size() > 2 && lines.get(2).equals("True")
                : Files.isExecutable(Objects.requireNonNull(real.getParent()).resolve(tool.packageTool()));
        return Version.find(lines.getFirst()).map(version -> new ToolChain(tool, version, real, complete));
    }

    private static List<String> run(List<String> command) {
        try {
            var process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
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
