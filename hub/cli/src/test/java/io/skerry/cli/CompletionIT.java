package io.skerry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.cli.config.HubContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CompletionIT extends AtAHub {

    @BeforeEach
    void know() {
        hub.says("GET /api/v1/tenants", 200, items("acme", "beta"))
                .says("GET /api/v1/data-centers", 200, items("east", "west"))
                .says("GET /api/v1/tenants/acme/applications", 200, items("shop", "site"))
                .says("GET " + SHOP + "/components", 200, items("web", "worker"))
                .says("GET /api/v1/operations", 200, "{\"items\": [" + operation("running", "running") + "]}");
    }

    @Test
    void knowsWordsAndOptions() {
        assertThat(complete("re")).containsExactly("releases", "restart", "restore");
        assertThat(complete("env", "")).contains("import", "export");
        assertThat(complete("run", "--d")).containsExactly("--dc", "--detach");
        assertThat(complete("events", "--type", "roll"))
                .containsExactly("rollout-succeeded", "rollout-failed", "rollout-superseded");
        assertThat(complete("wait", "app", "shop", "--for", "")).containsExactly("running", "current", "deleted");
    }

    @Test
    void asksTheHubForNames() {
        assertThat(complete("ps", "--tenant", "")).containsExactly("acme", "beta");
        assertThat(complete("logs", "-t", "acme", "--app", "s")).containsExactly("shop", "site");
        assertThat(complete("logs", "--tenant=acme", "-a", "shop", "-c", "we")).containsExactly("web");
        assertThat(complete("run", "--dc", "w")).containsExactly("west");
        assertThat(complete("scale", "-t", "acme", "-a", "shop", "--dc", "east,"))
                .containsExactly("east,east", "east,west");
        assertThat(complete("scale", "-t", "acme", "-a", "shop", "w")).containsExactly("web=", "worker=");
        assertThat(complete("restart", "-t", "acme", "-a", "shop", "wo")).containsExactly("worker");
        assertThat(complete("wait", "operation", "")).containsExactly("op-1");
    }

    @Test
    void saysNothingWhereItKnowsNothing() {
        assertThat(complete("run", "--", "ec")).isEmpty();
        assertThat(complete("logs", "-a", "")).isEmpty();
        contexts().use(new HubContext("http://127.0.0.1:1", "ada", FakeHub.TOKEN));
        assertThat(complete("ps", "--tenant", "")).isEmpty();
    }

    /** The script itself, in a bash without a terminal: what it puts into COMPREPLY. */
    @Test
    void bashAsksTheProgramItCompletes() throws IOException, InterruptedException {
        run("completion", "bash");
        var program = Files.writeString(folder.resolve("skerry"), "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        var script = captured.out() + "COMP_WORDS=(" + program + " ps 'two words' '')\nCOMP_CWORD=3\n_skerry " + program
                + "\nprintf '%s|' \"${COMPREPLY[@]}\"\n";

        var bash = new ProcessBuilder("bash", "-c", script)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();

        assertThat(new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("complete|--|ps|two words|");
        assertThat(bash.waitFor()).isZero();
    }

    @Test
    void thereIsAScriptForEachShell() {
        assertThat(run("completion", "zsh")).isZero();
        assertThat(run("completion", "fish")).isZero();
        assertThat(run("completion", "tcsh")).isEqualTo(2);

        assertThat(captured.out()).contains("compdef _skerry").contains("complete -c skerry");
    }

    private List<String> complete(String... line) {
        var words = new ArrayList<>(List.of("complete", "--"));
        words.addAll(List.of(line));
        var before = captured.out().length();
        assertThat(run(words.toArray(String[]::new))).isZero();
        return captured.out().substring(before).lines().toList();
    }

    private static String items(String... names) {
        return "{\"items\": [{\"name\": \"" + String.join("\"}, {\"name\": \"", names) + "\"}]}";
    }
}
