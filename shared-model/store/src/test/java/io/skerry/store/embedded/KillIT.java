package io.skerry.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayDeque;
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
    private static final int STARTED_AHEAD = 3;
    private static final int MOST_ACKNOWLEDGED = 60;
    private static final int LONGEST_DELAY_NANOS = 3_000_000;

    @TempDir
    private Path folder;

    @Test
    void losesNothingAcknowledgedInAHundredKills() throws Exception {
        var program = WriterProgram.prepare(folder);
        var random = new Random(20261122);
        var acknowledged = new HashMap<String, Set<Integer>>();
        var waiting = new ArrayDeque<DoomedWriter>();
        for (var kill = 0; kill < KILLS; kill++) {
            // Starting Java is most of the time this takes: the next ones start while this one writes.
            while (waiting.size() < STARTED_AHEAD && kill + waiting.size() < KILLS) {
                waiting.add(start(program, kill + waiting.size()));
            }
            var prefix = "kill-%03d/".formatted(kill);
            try (var writer = waiting.remove()) {
                writer.begin(prefix);
                LockSupport.parkNanos(random.nextInt(LONGEST_DELAY_NANOS));
                acknowledged.put(prefix, writer.killAfter(random.nextInt(MOST_ACKNOWLEDGED)));
            }
            try (var store = EmbeddedStore.open(folder.resolve("store"))) {
                assertKept(store, prefix, acknowledged.get(prefix));
            }
        }

        try (var store = EmbeddedStore.open(folder.resolve("store"))) {
            acknowledged.forEach((prefix, numbers) -> assertKept(store, prefix, numbers));
            var found = acknowledged.keySet().stream()
                    .mapToLong(prefix -> store.list(prefix).entries().size())
                    .sum();
            assertThat(store.revision()).isEqualTo(found);
        }
    }

    private DoomedWriter start(WriterProgram program, int number) throws Exception {
        var scratch = folder.resolve("scratch-" + number);
        return DoomedWriter.start(program.arguments(folder.resolve("store"), scratch, "FULL"), Map.of());
    }

    private static void assertKept(EmbeddedStore store, String prefix, Set<Integer> numbers) {
        assertThat(store.list(prefix).entries())
                .extracting(e -> Integer.valueOf(e.key().substring(prefix.length())))
                .containsAll(numbers);
    }
}
