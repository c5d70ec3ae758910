package io.skerry.edge.runtime.process;

import io.skerry.edge.runtime.LaunchRefused;
import io.skerry.edge.runtime.process.machine.Owner;
import io.skerry.machine.cgroup.Cgroup;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** Starts wrappers, and commands beside them. */
final class Wrapper {

    private static final String SYSTEM_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
    private static final int PATIENCE_SECONDS = 10;
    private static final int TIMED_OUT = 124;
    private static final int NOT_FOUND = 127;

    private final Layout layout;

    Wrapper(Layout layout) throws IOException {
        this.layout = layout;
        // Replaced, not rewritten: wrappers that run go on reading the file they were started from.
        try (var script = Objects.requireNonNull(Wrapper.class.getResourceAsStream("wrapper.sh"))) {
            Layout.writePrivately(layout.wrapper(), script.readAllBytes());
        }
    }

    /** Starts the wrapper in a session of its own; it is no child of this process, and says itself who it is. */
    void start(String instance, int run, Path output, Owner owner, Cgroup group) throws LaunchRefused {
        var command = new ArrayList<>(
                List.of("setsid", "-f", "/bin/sh", layout.wrapper().toString(), instance));
        command.addAll(List.of(Integer.toString(run), layout.runs().toString(), output.toString()));
        command.addAll(asOwner(instance, owner, group));
        try {
            var starter = builder(command).start();
            if (!starter.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || starter.exitValue() != 0) {
                throw LaunchRefused.broken("The wrapper of " + instance + " could not be started.");
            }
        } catch (IOException e) {
            throw LaunchRefused.broken("The wrapper of " + instance + " could not be started: " + e.getMessage() + ".");
        } catch (InterruptedException _) {
            // Too late to give it up: it will say who it is, and is stopped then.
            Thread.currentThread().interrupt();
        }
    }

    /** Runs a command as the instance's user, with its environment, where it runs. */
    int run(String instance, Owner owner, Cgroup group, List<String> arguments, Duration timeout)
            throws InterruptedException {
        var command = new ArrayList<>(asOwner(instance, owner, group));
        command.addAll(arguments);
        try {
            var process = builder(command).start();
            try {
                if (process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                    return process.exitValue();
                }
                return TIMED_OUT;
            } finally {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (IOException e) {
            return NOT_FOUND;
        }
    }

    private List<String> asOwner(String instance, Owner owner, Cgroup group) {
        var command = new ArrayList<>(group.entering());
        command.addAll(owner.become());
        command.addAll(List.of("/bin/sh", layout.script(instance).toString()));
        return command;
    }

    private static ProcessBuilder builder(List<String> command) {
        var all = new ArrayList<String>();
        all.add("/usr/bin/env");
        all.addAll(command);
        var builder = new ProcessBuilder(all)
                .directory(Path.of("/").toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        builder.environment().put("PATH", SYSTEM_PATH);
        return builder;
    }
}
