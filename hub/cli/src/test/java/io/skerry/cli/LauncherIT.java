package io.skerry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher script alone, in a folder of its own with JDKs that only say who they are. */
class LauncherIT {

    @TempDir
    private Path home;

    @BeforeEach
    void copyTheLauncher() throws IOException {
        Files.copy(Path.of("../../skerry"), home.resolve("skerry"));
        makeExecutable(home.resolve("skerry"));
        Files.createDirectories(home.resolve("hub/cli/target/lib"));
        Files.createFile(home.resolve("hub/cli/target/skerry.jar"));
        Files.createFile(home.resolve("hub/cli/target/lib/some.jar"));
    }

    @Test
    void takesTheJdkOfJavaHomeIfItIsNewEnough() throws IOException, InterruptedException {
        var jdk = jdk("mine", "25.0.1");

        var result = run(Map.of("JAVA_HOME", jdk.toString()), "ps", "--tenant", "acme");

        assertThat(result.output()).startsWith(jdk + "/bin/java ").endsWith("skerry.jar ps --tenant acme\n");
    }

    @Test
    void looksFurtherWhereTheFirstOneIsTooOld() throws IOException, InterruptedException {
        var old = jdk("old", "17.0.15");
        var next = jdk("next", "26-ea");

        var result = run(Map.of("JAVA_HOME", old.toString(), "PATH", next + "/bin:/usr/bin:/bin"), "ps");

        assertThat(result.output()).startsWith(next + "/bin/java ");
    }

    @Test
    void startsNoJvmToAskForItsVersion() throws IOException, InterruptedException {
        var old = jdk("old", "17.0.15");
        var java = old.resolve("bin/java");
        Files.writeString(java, "#!/bin/sh\ntouch " + home.resolve("asked") + "\n");

        run(Map.of("JAVA_HOME", old.toString()), "ps");

        assertThat(home.resolve("asked")).doesNotExist();
    }

    @Test
    void refusesByNameWhatIsNotAvailableYet() throws IOException, InterruptedException {
        for (var word : List.of("lab")) {
            var result = run(Map.of(), word);
            assertThat(result.code()).isOne();
            assertThat(result.output()).startsWith("error: " + word + ": not available yet");
        }
        assertThat(run(Map.of(), "bench", "../../etc/passwd").output()).contains("not available yet");
    }

    @Test
    void handsAGivenBenchmarkItsArguments() throws IOException, InterruptedException {
        Files.createDirectories(home.resolve(".ci"));
        makeExecutable(Files.writeString(home.resolve(".ci/bench-hop"), "#!/bin/sh\necho hop \"$@\"\n"));

        assertThat(run(Map.of(), "bench", "hop", "--fast").output()).isEqualTo("hop --fast\n");
    }

    private Path jdk(String folder, String version) throws IOException {
        var jdk = home.resolve(folder);
        Files.createDirectories(jdk.resolve("bin"));
        Files.writeString(jdk.resolve("release"), "IMPLEMENTOR=\"Nobody\"\nJAVA_VERSION=\"" + version + "\"\n");
        for (var program : List.of("java", "javac")) {
            makeExecutable(Files.writeString(jdk.resolve("bin").resolve(program), "#!/bin/sh\necho \"$0\" \"$@\"\n"));
        }
        return jdk;
    }

    private Result run(Map<String, String> environment, String... words) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(home.resolve("skerry").toString()));
        command.addAll(List.of(words));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment()
                .putAll(Map.of(
                        "PATH", "/usr/bin:/bin",
                        "HOME", home.resolve("home").toString(),
                        "SKERRY_BUILD", "no",
                        "SKERRY_START_CACHE", "off"));
        builder.environment().putAll(environment);
        var process = builder.start();
        process.getOutputStream().close();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), output);
    }

    private static void makeExecutable(Path file) {
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private record Result(int code, String output) {}
}
