package io.skerry.build;

import static io.skerry.build.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.model.application.BuildSpec;
import io.skerry.model.application.EnvVar;
import io.skerry.model.build.BuildResult.State;
import io.skerry.store.EdgeStores;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A builder that is a process of its own, and killed while it builds. */
class KilledBuilderIT {

    @TempDir
    private Path folder;

    /** The other process: a builder at work in the folder of the first argument, until it is killed. */
    static final class Other {
        public static void main(String[] args) throws Exception {
            var dataCenter = Path.of(args[0]);
            try (var store = EdgeStores.connect(dataCenter);
                    var _ = new BuilderAtWork(dataCenter, store).begin()) {
                Thread.currentThread().join();
            }
        }
    }

    @Test
    void anotherBuilderTakesTheOrderAgainAndEndsWhatWasLeftRunning() throws Exception {
        try (var store = EdgeStores.open(folder);
                var here = new BuilderAtWork(folder, store)) {
            // the first attempt hangs, with a child that leads a session of its own
            var script = "[ -e $FLAG ] && exit; touch $FLAG; setsid sleep 1000 & echo begun; sleep 1000";
            var command = new BuildSpec(
                    null,
                    null,
                    null,
                    List.of(EnvVar.of("FLAG", folder.resolve("flag").toString())),
                    null,
                    List.of("/bin/sh", "-c", script),
                    null);
            var id = here.order(here.upload(a -> a.file("Procfile", "web: ./run\n")), command, 300);
            var other = other();
            eventually("it runs there", () -> here.output(id).contains("begun"));

            other.destroyForcibly().onExit().join();
            assertThat(processes(id)).as("what it left").isPositive();
            here.begin();

            assertThat(BuilderAtWork.result(here.end(id)).state()).isEqualTo(State.SUCCEEDED);
            assertThat(here.output(id)).contains("attempt 2");
            assertThat(processes(id)).isZero();
        }
    }

    private Process other() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Other.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("other.log").toFile())
                .start();
    }

    /** How many processes carry the build's mark. */
    static long processes(String build) throws IOException {
        try (Stream<Path> all = Files.list(Path.of("/proc"))) {
            return all.filter(process -> marked(process, "SKERRY_BUILD=" + build))
                    .count();
        }
    }

    private static boolean marked(Path process, String mark) {
        try {
            return process.getFileName().toString().matches("\\d+")
                    && new String(Files.readAllBytes(process.resolve("environ")), StandardCharsets.UTF_8)
                            .contains(mark);
        } catch (IOException e) {
            return false;
        }
    }
}
