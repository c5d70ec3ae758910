package io.skerry.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.store.Change;
import io.skerry.store.EdgeStore.WatchListener;
import io.skerry.store.Operation;
import io.skerry.store.Txn;
import io.skerry.testkit.store.RecordedWatch.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What every edge store promises about watches. */
public abstract class WatchContract extends EdgeStoreContract {

    @Test
    void catchesUpAndThenGoesOnLive() {
        var heard = new RecordedWatch();
        store().put("a/1", bytes("1"));
        store().put("a/2", bytes("2"));

        try (var _ = store().watch("a/", 1, heard)) {
            assertThat(heard.next().keys()).containsExactly("a/2");
            store().put("a/3", bytes("3"));

            var live = heard.next();

            assertThat(live.revision()).isEqualTo(3);
            assertThat(live.keys()).containsExactly("a/3");
        }
    }

    @Test
    void hearsOnlyItsPrefix() {
        var heard = new RecordedWatch();
        try (var _ = store().watch("a/", 0, heard)) {
            store().put("b/1", bytes("1"));
            store().put("a", bytes("1"));
            store().txn(Txn.of(Operation.put("b/2", bytes("2")), Operation.put("a/2", bytes("2"))));

            assertThat(heard.next().keys()).containsExactly("a/2");
        }
        assertThat(heard.heardMore()).isFalse();
    }

    @Test
    void hearsAllChangesOfOneRevisionInOneCall() {
        var heard = new RecordedWatch();
        store().put("gone", bytes("1"));

        store().txn(Txn.of(Operation.put("b", bytes("2")), Operation.put("a", bytes("1")), Operation.delete("gone")));

        try (var _ = store().watch("", 1, heard)) {
            var call = heard.next();
            assertThat(call.keys()).containsExactly("a", "b", "gone");
            assertThat(call.changes()).last().isEqualTo(new Change("gone", 2, null));
            assertThat(call.changes()).first().extracting(Change::entry).isEqualTo(store().get("a"));
        }
    }

    @Test
    void hearsEveryChangeOnceAndInOrderWhileOthersWrite() throws InterruptedException {
        var heard = new RecordedWatch();
        var writers = new ArrayList<Thread>();
        for (var w = 0; w < 4; w++) {
            var name = "w" + w;
            writers.add(Thread.ofVirtual().start(() -> {
                for (var i = 0; i < 50; i++) {
                    store().put(name, bytes("" + i));
                }
            }));
        }

        try (var _ = store().watch("", 0, heard)) {
            var calls = heard.next(200);

            assertThat(calls)
                    .extracting(Call::revision)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, 200).boxed().toList());
        }
        for (var writer : writers) {
            writer.join();
        }
        assertThat(heard.heardMore()).isFalse();
    }

    @Test
    void missesNothingBetweenAListAndAWatchFromIt() {
        var heard = new RecordedWatch();
        store().put("a", bytes("1"));
        var listing = store().list("");
        store().put("b", bytes("2"));

        try (var _ = store().watch("", listing.revision(), heard)) {
            assertThat(heard.next().keys()).containsExactly("b");
        }
    }

    @Test
    void letsASlowListenerHoldUpNobodyAndMissNothing() throws InterruptedException {
        var release = new CountDownLatch(1);
        var slow = new RecordedWatch();
        var quick = new RecordedWatch();
        WatchListener blocking = new WatchListener() {
            @Override
            public void changed(long revision, List<Change> changes) {
                try {
                    release.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                slow.changed(revision, changes);
            }

            @Override
            public void compacted(long oldestRevision) {
                slow.compacted(oldestRevision);
            }
        };
        var value = new byte[16 << 10];

        try (var _ = store().watch("", 0, blocking);
                var _ = store().watch("", 0, quick)) {
            for (var i = 0; i < 300; i++) {
                store().put("a", value);
            }
            quick.next(300);
            assertThat(slow.heardMore()).isFalse();
            release.countDown();

            assertThat(slow.next(300))
                    .extracting(Call::revision)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, 300).boxed().toList());
        }
    }

    @Test
    void hearsNothingAfterItWasClosed() {
        var closed = new RecordedWatch();
        var open = new RecordedWatch();
        var watch = store().watch("", 0, closed);
        store().put("a", bytes("1"));
        closed.next();

        watch.close();
        store().put("a", bytes("2"));

        try (var _ = store().watch("", 0, open)) {
            open.next(2);
        }
        assertThat(closed.heardMore()).isFalse();
    }

    @Test
    void goesOnAfterAListenerFailed() {
        var heard = new RecordedWatch();
        var failing = new WatchListener() {
            @Override
            public void changed(long revision, List<Change> changes) {
                heard.changed(revision, changes);
                throw new IllegalStateException("on purpose");
            }

            @Override
            public void compacted(long oldestRevision) {
                heard.compacted(oldestRevision);
            }
        };

        try (var _ = store().watch("", 0, failing)) {
            store().put("a", bytes("1"));
            store().put("a", bytes("2"));

            assertThat(heard.next(2)).extracting(Call::revision).containsExactly(1L, 2L);
        }
    }

    @Test
    void saysThatARevisionItNeverReachedIsNotKept() {
        var heard = new RecordedWatch();
        store().put("a", bytes("1"));

        try (var _ = store().watch("", 99, heard)) {
            assertThat(heard.next()).isEqualTo(new Call(1, null));
        }
    }
}
