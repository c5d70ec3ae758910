package io.skerry.edge.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skerry.edge.runtime.Launch;
import io.skerry.edge.runtime.LaunchRefused;
import io.skerry.edge.runtime.Limits;
import io.skerry.edge.runtime.process.slug.RunFile;
import io.skerry.model.application.RunSpec;
import io.skerry.model.name.ComponentRef;
import io.skerry.model.name.TenantName;
import io.skerry.model.site.ArtifactRef;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StartTests {

    private static final ComponentRef WEB = new ComponentRef(new TenantName("acme"), "shop", "web");
    private static final ArtifactRef ARTIFACT =
            new ArtifactRef("sha256:a", 1, "", Map.of(), Map.of("web", "serve", "worker", "work $QUEUE"));

    private static Start start(RunSpec run, RunFile runFile, Map<String, String> environment) {
        var launch = new Launch("web-1", WEB, ARTIFACT, run, Map.of(), environment, Limits.NONE, "");
        return new Start(
                launch, runFile, Path.of("/dc/instances/web-1/home"), List.of(Path.of("/opt/node22/bin")), "/usr/bin");
    }

    @Test
    void aCommandIsTakenAsItIs() throws LaunchRefused {
        var run = new RunSpec("worker", List.of("node", "server.js", "a b"), null);

        assertThat(start(run, RunFile.NONE, Map.of()).command()).containsExactly("node", "server.js", "a b");
    }

    @Test
    void aProcessTypeIsAShellLine() throws LaunchRefused {
        assertThat(start(null, RunFile.NONE, Map.of()).command()).containsExactly("/bin/sh", "-c", "exec serve");
        assertThat(start(new RunSpec("worker", null, null), RunFile.NONE, Map.of())
                        .command())
                .containsExactly("/bin/sh", "-c", "exec work $QUEUE");
    }

    @Test
    void saysWhichProcessTypesThereAre() {
        assertThatThrownBy(() -> start(new RunSpec("clock", null, null), RunFile.NONE, Map.of())
                        .command())
                .isInstanceOf(LaunchRefused.class)
                .hasMessageContaining("'clock'")
                .hasMessageContaining("it has: web, worker");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cd app && serve", "A=1 serve", "serve | tee log", "export A=1", "serve > log", "(serve)"})
    void aLineThatNeedsItsShellKeepsIt(String line) {
        assertThat(StartScript.shell(line)).containsExactly("/bin/sh", "-c", line);
    }

    @Test
    void theSlugsVariablesLieBelowTheInjectedOnes() {
        var runFile = new RunFile(Map.of("LIB", "{slug}/lib", "PORT", "1"), List.of("app/bin", "tools"), null);

        var environment = start(null, runFile, Map.of("PORT", "20100")).environment();

        assertThat(environment)
                .containsEntry("LIB", "/dc/instances/web-1/home/lib")
                .containsEntry("PORT", "20100")
                .containsEntry(
                        "PATH",
                        "/dc/instances/web-1/home/app/bin:/dc/instances/web-1/home/tools:/opt/node22/bin:/usr/bin")
                .containsEntry("HOME", "/dc/instances/web-1/home")
                .containsEntry("LANG", "C.UTF-8");
    }

    @Test
    void startsInTheSourcesFolder() {
        assertThat(start(null, RunFile.NONE, Map.of()).folder()).isEqualTo(Path.of("/dc/instances/web-1/home/app"));
        assertThat(start(new RunSpec(null, null, "api"), RunFile.NONE, Map.of()).folder())
                .isEqualTo(Path.of("/dc/instances/web-1/home/app/api"));
    }

    @Test
    void noValueCanBreakOutOfTheScript() {
        var script = StartScript.render(Map.of("A", "'; touch /tmp/x; '"), Path.of("/a b"), List.of("echo", "it's"));

        assertThat(script)
                .contains("export A=''\\''; touch /tmp/x; '\\'''")
                .contains("cd -- '/a b'")
                .endsWith("exec 'echo' 'it'\\''s'\n");
    }
}
