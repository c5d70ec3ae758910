package io.skerry.testkit.crash;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrashAgentIT {

    private static final CrashPoint ENTERING = CrashPoint.entering(Counting.class, "step");

    @TempDir
    private Path folder;

    private Path armed;

    /** Counts to five aloud. */
    static final class Counting {

        private Counting() {}

        public static void main(String[] arguments) {
            for (var i = 1; i <= 5; i++) {
                System.out.println("said " + step(i));
            }
        }

        private static int step(int number) {
            System.out.println("in " + number);
            return number > 2 ? number : -number;
        }
    }

    @BeforeEach
    void arm() throws IOException {
        armed = Files.createFile(folder.resolve("armed"));
    }

    @Test
    void endsTheProcessBeforeTheMethodBegins() throws Exception {
        var ended = run(ENTERING.pass(3));

        assertThat(ended.code).isEqualTo(Crash.EXIT_CODE);
        assertThat(ended.said).contains("said -2", "crash point").doesNotContain("in 3");
    }

    @Test
    void endsTheProcessWhenTheMethodReturns() throws Exception {
        var ended = run(CrashPoint.leaving(Counting.class, "step").pass(3));

        assertThat(ended.code).isEqualTo(Crash.EXIT_CODE);
        assertThat(ended.said).contains("in 3").doesNotContain("said 3");
    }

    @Test
    void countsFromWhenItIsArmed() throws Exception {
        Files.delete(armed);

        var ended = run(ENTERING);

        assertThat(ended.code).isZero();
        assertThat(ended.said).contains("said 5");
    }

    @Test
    void refusesAPointThatIsNone() {
        assertThatThrownBy(() -> CrashPoint.of("io.skerry.X.method"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("class#method:enter:1");
        assertThat(CrashPoint.of(ENTERING.pass(7).text())).isEqualTo(ENTERING.pass(7));
    }

    private record Ended(int code, String said) {}

    private Ended run(CrashPoint point) throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = List.of(
                java,
                CrashAgent.argument(armed, point),
                "-cp",
                System.getProperty("java.class.path"),
                Counting.class.getName());
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Ended(process.waitFor(), said);
    }
}
