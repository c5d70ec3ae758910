package io.skerry.build.sandbox;

import io.skerry.build.failure.BuildFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Runs the commands of one build, one after the other: each in a session of its own, at low priority, with the build's environment and
 * nothing else. When a command ends, whatever it left running is killed; when the stop sign is raised, all of it is.
 */
public final class Sandbox {

    private static final List<String> PREFIX = List.of("setsid", "nice", "-n", "10");

    private final String build;
    private final Map<String, String> environment;
    private final BuildOutput output;
    private final StopSign stop;
    private final Guard guard;

    /**
     * A sandbox for one build.
     *
     * @param environment of {@link BuildHome#environment}
     */
    public Sandbox(String build, Map<String, String> environment, BuildOutput output, StopSign stop, Guard guard) {
        this.build = build;
        this.environment = Map.copyOf(environment);
        this.output = output;
        this.stop = stop;
        this.guard = guard;
    }

    /** What the platform's or the build's settings give this variable, null if nothing. */
    public @Nullable String variable(String name) {
        return environment.get(name);
    }

    /**
     * One command.
     *
     * @param title for the output and for the cause of a failure
     * @param env added to the build's
     */
    public record Step(String title, List<String> command, Path folder, Map<String, String> env) {
        public Step {
            command = List.copyOf(command);
            env = Map.copyOf(env);
        }
    }

    /**
     * Runs it to its end.
     *
     * @throws BuildFailure if it ends with another code than 0, or is stopped
     */
    public void run(Step step) throws BuildFailure, IOException, InterruptedException {
        var code = tryRun(step);
        if (code != 0) {
            throw BuildFailure.exited(step.title(), code, output.lastLines());
        }
    }

    /**
     * Runs it and returns its exit code.
     *
     * @throws BuildFailure if it is stopped
     */
    public int tryRun(Step step) throws BuildFailure, IOException, InterruptedException {
        stop.check();
        output.step(step.title());
        var process = start(step);
        var session = Set.of((int) process.pid());
        try (var _ = stop.onRaise(() -> ProcessTree.kill(build, session))) {
            var reader = reader(process);
            var code = process.waitFor();
            ProcessTree.kill(build, session);
            reader.join();
            // A command may end because of the limit before anybody looked.
            guard.look();
            stop.check();
            return code;
        } finally {
            ProcessTree.kill(build, session);
        }
    }

    private Process start(Step step) throws IOException {
        var command = new ArrayList<>(guard.entering());
        command.addAll(PREFIX);
        command.addAll(step.command());
        var builder =
                new ProcessBuilder(command).directory(step.folder().toFile()).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.environment().putAll(step.env());
        var process = builder.start();
        process.getOutputStream().close();
        return process;
    }

    /** A platform thread: it waits in a pipe for the length of the step, which would hold a carrier of virtual threads. */
    private Thread reader(Process process) {
        return Thread.ofPlatform().daemon().name("build-output-" + build).start(() -> {
            try (var stream = process.getInputStream()) {
                output.copy(stream);
            } catch (IOException e) {
                throw new UncheckedIOException("the output of a build's command cannot be read", e);
            }
        });
    }
}
