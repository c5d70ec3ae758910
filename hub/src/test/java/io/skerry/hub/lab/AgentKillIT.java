package io.skerry.hub.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.testkit.patience.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An agent dies in the middle of deployments of three components; {@code ./skerry bench kills} has it die fifty times. */
@Tag("I1")
@Tag("I5")
class AgentKillIT {

    /** The aim is 15 s, which the bench holds it to; a slow machine is no fault. */
    private static final Duration CONVERGED = Duration.ofSeconds(45);

    private static final long SEED = Long.getLong("kills.seed", 4);

    @TempDir
    private Path folder;

    private AgentKills kills;

    @BeforeEach
    void deploy() throws Exception {
        kills = new AgentKills(folder);
    }

    @AfterEach
    void close() throws Exception {
        kills.close();
    }

    @Test
    void nothingIsDoubledAndNothingIsLeftWhereverTheAgentDies() throws Exception {
        var random = new Random(SEED);
        var took = kills.deploy();
        for (var i = 0; i < 2; i++) {
            var outcome = kills.kill(Duration.ofMillis(random.nextLong(took.toMillis())));

            assertThat(outcome.faults()).as("seed %d, %s", SEED, outcome).isEmpty();
            assertThat(outcome.converged()).as("%s", outcome).isLessThan(CONVERGED);
        }
        theControlAnAgentThatRemembersNoInstanceLeavesOrphans();
    }

    /** What was to tell the next agent of an instance is gone: the same check must find what it left. */
    private void theControlAnAgentThatRemembersNoInstanceLeavesOrphans() throws Exception {
        forgetInstances();
        kills.site().agent().kill();
        kills.site().startAgent();

        Eventually.await(
                "what the agent forgot is found beside what it started in its place",
                () -> !kills.differences().isEmpty());
    }

    private void forgetInstances() throws IOException {
        try (var launches = Files.newDirectoryStream(kills.site().folder().resolve("instances"), "web-*")) {
            for (var instance : launches) {
                Files.delete(instance.resolve("launch.json"));
            }
        }
    }
}
