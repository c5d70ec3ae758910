package io.skerry.store.fake;

import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.store.Change;
import io.skerry.store.EdgeStore.WatchListener;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Keeps the revisions that a watch tells of; a compacted watch is heard as the negative revision. */
public final class Heard implements WatchListener {

    private final LinkedBlockingQueue<Long> revisions = new LinkedBlockingQueue<>();
    private final List<Long> progress = new ArrayList<>();

    @Override
    public void changed(long revision, List<Change> changes) {
        revisions.add(revision);
    }

    @Override
    public void compacted(long oldestRevision) {
        revisions.add(-oldestRevision);
    }

    @Override
    public synchronized void progressed(long revision) {
        progress.add(revision);
        notifyAll();
    }

    /** The next revision; fails the test if none comes. */
    public long next() throws InterruptedException {
        var next = revisions.poll(10, TimeUnit.SECONDS);
        assertThat(next).as("the next revision heard").isNotNull();
        return next;
    }

    public List<Long> next(int count) throws InterruptedException {
        var all = new ArrayList<Long>();
        while (all.size() < count) {
            all.add(next());
        }
        return all;
    }

    public boolean more() {
        return !revisions.isEmpty();
    }

    /** Waits until the watch has said that it is past this revision. */
    public synchronized void awaitProgress(long revision) throws InterruptedException {
        while (progress.stream().noneMatch(p -> p >= revision)) {
            wait(10_000);
        }
    }
}
