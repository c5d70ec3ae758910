package io.skerry.edge.runtime.process.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.skerry.testkit.patience.Eventually;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ProcessTableIT {

    private static final Owner OWN = new Owner(61_001);
    private static final int OTHER = 61_002;

    private final String instance = "web-" + UUID.randomUUID();
    private final ProcessTable table = new ProcessTable();
    private final Identity wrapper = new Identity(1, 1, -1, table.boot());
    private Process process;

    @AfterEach
    void end() {
        process.destroyForcibly();
    }

    @Test
    void findsWhatLeftTheSessionByItsNameIfItIsOfTheInstancesUser() throws IOException {
        carriesTheName(OWN.uid());

        assertThat(table.members(instance, OWN, wrapper)).containsExactly(process.pid());
    }

    @Test
    void takesNobodyForAnInstancesWhoIsOfAnotherUserAndSaysSo() throws IOException {
        carriesTheName(OTHER);

        assertThat(table.members(instance, OWN, wrapper)).isEmpty();
        assertThat(table.members(instance, Owner.AGENT, wrapper)).containsExactly(process.pid());
    }

    private void carriesTheName(int uid) throws IOException {
        var builder = new ProcessBuilder(List.of("setpriv", "--reuid=" + uid, "--clear-groups", "sleep", "600"));
        builder.environment().put("SKERRY_INSTANCE", instance);
        process = builder.start();
        Eventually.await(
                "it sleeps, or may not be another user",
                () -> !process.isAlive()
                        || process.info()
                                .command()
                                .filter(c -> c.endsWith("/sleep"))
                                .isPresent());
        assumeTrue(process.isAlive(), "only root may start what is of another user");
    }
}
