package io.skerry.hub.resource.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.hub.TestHub;
import io.skerry.hub.resource.Database;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class FeedIT {

    private static final int CHANGES = 1000;
    private static final int WRITERS = 8;

    @Test
    void watcherSeesEveryChangeOnceAndInOrderThoughTheSequencerIsKilledTwice() throws Exception {
        try (var hub = TestHub.start();
                var sequencers = new Sequencers(hub);
                var writers = Executors.newFixedThreadPool(WRITERS)) {
            var from = hub.get("/api/v1/tenants").json().get("revision").asLong();
            var seen = new AtomicInteger();
            var watch = CompletableFuture.supplyAsync(() -> hub.watch(
                    "/api/v1/tenants?watch=true&revision=" + from,
                    event -> event.type().equals("put") && seen.incrementAndGet() == CHANGES));

            for (var i = 0; i < CHANGES; i++) {
                var name = "t" + i;
                writers.execute(() -> assertThat(hub.post("/api/v1/tenants", "{\"name\": \"" + name + "\"}")
                                .status())
                        .isEqualTo(201));
                if (i == CHANGES / 3 || i == 2 * CHANGES / 3) {
                    sequencers.killAndReplace();
                }
            }
            writers.shutdown();
            assertThat(writers.awaitTermination(60, TimeUnit.SECONDS)).isTrue();

            var puts = watch.get(60, TimeUnit.SECONDS).stream()
                    .filter(event -> event.type().equals("put"))
                    .toList();
            assertThat(puts.stream().map(event -> event.data().get("name").asString()))
                    .doesNotHaveDuplicates()
                    .hasSize(CHANGES);
            assertThat(revisions(puts))
                    .isEqualTo(LongStream.rangeClosed(from + 1, from + CHANGES)
                            .boxed()
                            .toList());
        }
    }

    /** With the control: the same numbering without its fence is accepted. */
    @Test
    @Tag("F07")
    void sequencerThatLostItsLeaseCannotNumber() {
        try (var hub = TestHub.start()) {
            var database = hub.bean(Database.class);
            hub.bean(Sequencer.class).abandon();
            hub.post("/api/v1/tenants", "{\"name\": \"unnumbered\"}");
            var rows = new FeedRepository(database);

            var stale = database.platform(() -> rows.number(0, 10));
            var unfenced = database.platform(() -> database.sql()
                    .sql("update change set revision = (select next from feed where id = 1) where revision is null")
                    .update());

            assertThat(stale).isEmpty();
            assertThat(unfenced).isPositive();
        }
    }

    @Test
    void askingWhetherThereIsSomethingToNumberWritesNothing() {
        try (var hub = TestHub.start()) {
            var database = hub.bean(Database.class);
            var rows = new FeedRepository(database);
            var writes = database.platform(() -> {
                rows.unnumbered();
                return database.sql()
                        .sql("select pg_current_xact_id_if_assigned() is not null")
                        .query(Boolean.class)
                        .single();
            });
            assertThat(writes).isFalse();
        }
    }

    /** The one that numbers now; a killed one gives nothing up, as if its process had died. */
    private static final class Sequencers implements AutoCloseable {

        private final TestHub hub;
        private Sequencer current;

        Sequencers(TestHub hub) {
            this.hub = hub;
            this.current = hub.bean(Sequencer.class);
        }

        void killAndReplace() {
            current.abandon();
            current = Sequencer.start(hub.bean(Database.class), hub.bean(ChangeFeed.class));
        }

        @Override
        public void close() {
            current.close();
        }
    }

    private static List<Long> revisions(List<TestHub.Event> events) {
        return events.stream().map(event -> Long.valueOf(event.id())).toList();
    }
}
