package io.skerry.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.store.Change;
import io.skerry.store.EdgeStore.WatchListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A watch's listener that keeps what it hears, for tests that wait for it. */
public final class RecordedWatch implements WatchListener {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final BlockingQueue<Call> calls = new LinkedBlockingQueue<>();

    /** One call: a revision's changes, or the oldest revision when {@code changes} is null. */
    public record Call(long revision, @Nullable List<Change> changes) {

        /** The changed keys. */
        public List<String> keys() {
            return changes == null
                    ? List.of()
                    : changes.stream().map(Change::key).toList();
        }

        /** Whether this call said that the watch has ended. */
        public boolean compacted() {
            return changes == null;
        }
    }

    @Override
    public void changed(long revision, List<Change> changes) {
        calls.add(new Call(revision, changes));
    }

    @Override
    public void compacted(long oldestRevision) {
        calls.add(new Call(oldestRevision, null));
    }

    /** The next call; fails the test if none comes. */
    public Call next() {
        try {
            var call = calls.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            assertThat(call).as("the watch's next call").isNotNull();
            return call;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** The next calls. */
    public List<Call> next(int count) {
        var all = new ArrayList<Call>();
        while (all.size() < count) {
            all.add(next());
        }
        return all;
    }

    /** Whether something was heard that nobody asked for yet. */
    public boolean heardMore() {
        return !calls.isEmpty();
    }
}
