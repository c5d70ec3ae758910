package io.skerry.hub.resource;

import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.hub.TestHub;
import io.skerry.testkit.patience.Eventually;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What callers notice when connections to the database end under their requests, and when it is away altogether. */
@Tag("F10")
class DatabaseFaultsIT {

    private static final int CUTS = 5;
    private static final int WRITERS = 4;

    private static TestHub hub;

    private final AtomicInteger number = new AtomicInteger();
    private final Queue<String> made = new ConcurrentLinkedQueue<>();
    private final Queue<String> failed = new ConcurrentLinkedQueue<>();

    @BeforeAll
    static void start() {
        hub = TestHub.start();
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    /** {@code DatabaseTests} holds that no commit is repeated: that is left to who asked, with a key. */
    @Test
    void connectionsThatEndAreNotNoticedByWhoRepeatsWhatWasNotAnswered() throws Exception {
        var writing = new AtomicBoolean(true);
        var writers = IntStream.range(0, WRITERS)
                .mapToObj(_ -> Thread.startVirtualThread(() -> {
                    while (writing.get()) {
                        create("cut-" + number.incrementAndGet());
                    }
                }))
                .toList();
        for (var cut = 1; cut <= CUTS; cut++) {
            var goal = made.size() + 20;
            Eventually.await("work goes on", () -> made.size() >= goal);
            hub.cutDatabase();
        }
        var goal = made.size() + 20;
        Eventually.await("work goes on", () -> made.size() >= goal);
        writing.set(false);
        for (var writer : writers) {
            writer.join();
        }

        assertThat(failed).isEmpty();
        made.forEach(
                name -> assertThat(hub.get("/api/v1/tenants/" + name).status()).isEqualTo(200));
    }

    /** The control: the first try fails, and it is the guard that makes another. */
    @Test
    void aTransactionWhoseConnectionEndsIsDoneAgainAsAWhole() {
        var tries = new AtomicInteger();

        var answer = database().platform(() -> {
            if (tries.incrementAndGet() == 1) {
                hub.cutDatabase();
            }
            return database().sql().sql("select 7").query(Integer.class).single();
        });

        assertThat(answer).isEqualTo(7);
        assertThat(tries).hasValueGreaterThan(1);
    }

    @Test
    void aDatabaseThatWasAwayIsUsedAgainWithinSeconds() {
        hub.withoutDatabase(() -> assertThat(
                        hub.post("/api/v1/tenants", "{\"name\": \"away\"}").status())
                .isEqualTo(503));

        Eventually.await(
                Duration.ofSeconds(5),
                "it answers again",
                () -> hub.get("/api/v1/tenants").status() == 200);
        assertThat(hub.get("/api/v1/tenants/away").status()).isEqualTo(404);
    }

    private static Database database() {
        return hub.bean(Database.class);
    }

    /** With a key, and once more if the answer is that nobody knows. */
    private void create(String name) {
        for (var attempt = 1; attempt <= 2; attempt++) {
            var answer = hub.post("/api/v1/tenants", "{\"name\": \"" + name + "\"}", "Idempotency-Key", name);
            if (answer.status() == 201) {
                made.add(name);
                return;
            }
            if (attempt == 2) {
                failed.add(name + ": " + answer);
            }
        }
    }
}
