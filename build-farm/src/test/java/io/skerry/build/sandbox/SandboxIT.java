package io.skerry.build.sandbox;

import static io.skerry.build.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skerry.build.failure.BuildFailure;
import io.skerry.machine.cgroup.Cgroups;
import io.skerry.model.build.ToolConfiguration;
import io.skerry.model.error.ErrorCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxIT {

    private static final BuildLimits LIMITS = BuildLimits.of(Map.of());

    private final String build = UUID.randomUUID().toString();
    private final StopSign stop = new StopSign();

    @TempDir
    private Path folder;

    private BuildOutput output;
    private Guard guard;
    private Sandbox sandbox;

    @BeforeEach
    void open() throws Exception {
        var settings = new ToolConfiguration(Map.of(), Map.of("SOME_TOKEN", "abcd-1234"), null);
        output = new BuildOutput(folder.resolve("out.log"));
        output.hide(Masker.of(settings));
        var env = BuildHome.environment(build, folder, folder, List.of(), settings.environment());
        guard = new Guard(
                build, folder, folder.resolve("downloads"), LIMITS, Cgroups.none("a test wants none"), output, stop);
        sandbox = new Sandbox(build, env, output, stop, guard);
    }

    @AfterEach
    void clear() throws Exception {
        ProcessTree.kill(build);
        guard.close();
        output.close();
    }

    @Test
    void keepsOutputLiveAndWithoutSecrets() throws Exception {
        var running = start("echo token $SOME_TOKEN; echo to the other stream >&2; read x < fifo || sleep 1000");

        eventually("the lines are in the file", () -> lines().contains("to the other stream"));

        assertThat(lines()).contains("token ****").doesNotContain("abcd-1234");
        stop.raise(StopSign.Reason.CANCELLED);
        assertThatThrownBy(running::join).hasRootCauseInstanceOf(BuildFailure.class);
    }

    @Test
    void givesChildrenOnlyTheirOwnEnvironment() throws Exception {
        sandbox.run(step("env | cut -d= -f1 | sort | tr '\\n' ' '"));

        assertThat(lines().lines().toList().getLast().split(" "))
                .contains("HOME", "PATH", "SKERRY_BUILD", "SOME_TOKEN", "TMPDIR")
                .doesNotContain("JAVA_HOME", "USER", "PYENV_ROOT");
    }

    @Test
    void saysExitCodeAndLastLinesOfACommandThatFails() {
        assertThatThrownBy(() -> sandbox.run(step("echo one; echo two; exit 3")))
                .isInstanceOfSatisfying(BuildFailure.class, failure -> {
                    assertThat(failure.why().code()).isEqualTo(ErrorCode.BUILD_FAILED);
                    assertThat(failure.why().exitCode()).isEqualTo(3);
                    assertThat(failure.why().lastLines()).endsWith("one", "two");
                });
    }

    @Test
    void killsTheWholeTreeWhenStoppedEvenWhatLeftItsSessionAndStartsAgain() throws Exception {
        // each child leads a session of its own, ignores polite signals, and comes back when killed
        var running = start("for i in 1 2 3 4 5; do"
                + " setsid sh -c 'trap \"\" TERM HUP INT; while :; do setsid sleep 1000; done' & done; sleep 1000");
        eventually("all of them run", () -> members() >= 12);

        stop.raise(StopSign.Reason.CANCELLED);

        assertThatThrownBy(running::join).hasRootCauseInstanceOf(BuildFailure.class);
        assertThat(members()).isZero();
    }

    @Test
    void killsWhatACommandLeavesRunning() throws Exception {
        sandbox.run(step("setsid sleep 1000 & echo started"));

        assertThat(members()).isZero();
    }

    @Test
    void killsAndWritesOnAThreadThatIsInterruptedToo() throws Exception {
        var running = start("echo begun; sleep 1000");
        eventually("it runs", () -> lines().contains("begun"));

        Thread.currentThread().interrupt();
        var gone = ProcessTree.kill(build);
        output.line("after the interrupt");
        assertThat(Thread.interrupted()).isTrue();

        assertThat(gone).isTrue();
        assertThat(members()).isZero();
        assertThat(lines()).contains("after the interrupt");
        assertThatThrownBy(running::join).hasRootCauseInstanceOf(BuildFailure.class);
    }

    @Test
    void startsNothingOnceStopped() {
        stop.raiseTimeIsUp(Duration.ofSeconds(1));

        assertThatThrownBy(() -> sandbox.run(step("touch " + folder.resolve("touched"))))
                .isInstanceOfSatisfying(
                        BuildFailure.class,
                        failure -> assertThat(failure.why().code()).isEqualTo(ErrorCode.BUILD_TIMEOUT));
        assertThat(folder.resolve("touched")).doesNotExist();
    }

    @Test
    void aProcessOfAnotherBuildLives() throws Exception {
        var other = UUID.randomUUID().toString();
        var builder = new ProcessBuilder("sleep", "1000");
        builder.environment().put(ProcessTree.MARKER, other);
        var process = builder.start();

        ProcessTree.kill(build);
        assertThat(process.isAlive()).isTrue();

        assertThat(ProcessTree.kill(other)).isTrue();
        assertThat(process.waitFor()).isEqualTo(137);
    }

    private CompletableFuture<Void> start(String script) {
        return CompletableFuture.runAsync(() -> {
            try {
                sandbox.run(step(script));
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private Sandbox.Step step(String script) {
        return new Sandbox.Step("Running a script", List.of("/bin/sh", "-c", script), folder, Map.of());
    }

    private long members() {
        return ProcessTable.read(ProcessTree.MARKER + "=" + build).stream()
                .filter(ProcessTable.Row::marked)
                .count();
    }

    private String lines() throws Exception {
        return Files.readString(folder.resolve("out.log"));
    }
}
