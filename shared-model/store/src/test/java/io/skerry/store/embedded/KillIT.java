package io.skerry.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a killed process had acknowledged is there when the store is opened again. */
class KillIT {

    private static final int KILLS = 100;
    private static final int MOST_ACKNOWLEDGED = 60;
    private static final int LONGEST_DELAY_NANOS = 3_000_000;

    @TempDir
    private Path folder;

    @Test
    void losesNothingAcknowledgedInAHundredKills() throws Exception {
        var random = new Random(20261122);
        var acknowledged = new HashMap<String, Set<Integer>>();
        var next = start();
        for (var kill = 0; kill < KILLS; kill++) {
            var prefix = "kill-%03d/".formatted(kill);
            try (var writer = next) {
                writer.begin(prefix);
                // The following process starts while this one writes: starting Java is most of the time this takes.
                next = start();
                LockSupport.parkNanos(random.nextInt(LONGEST_DELAY_NANOS));
                acknowledged.put(prefix, writer.killAfter(random.nextInt(MOST_ACKNOWLEDGED)));
            }
            try (var store = EmbeddedStore.open(folder)) {
                assertKept(store, prefix, acknowledged.get(prefix));
                assertThat(store.revision()).isEqualTo(store.list("").entries().size());
            }
        }
        next.close();

        try (var store = EmbeddedStore.open(folder)) {
            acknowledged.forEach((prefix, numbers) -> assertKept(store, prefix, numbers));
        }
    }

    private DoomedWriter start() throws Exception {
        return DoomedWriter.start(folder, "FULL", Map.of());
    }

    static void assertKept(EmbeddedStore store, String prefix, Set<Integer> numbers) {
        assertThat(store.list(prefix).entries())
                .extracting(e -> Integer.valueOf(e.key().substring(prefix.length())))
                .containsAll(numbers);
    }
}
