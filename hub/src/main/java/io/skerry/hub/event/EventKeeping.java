package io.skerry.hub.event;

import io.skerry.hub.resource.Database;
import io.skerry.model.error.LogKeys;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Tells what floods held back, and forgets what is old, a little at a time. Any number of hubs may do it. */
@Component
class EventKeeping implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(EventKeeping.class);
    private static final Duration LOOK = Duration.ofSeconds(10);
    private static final Duration KEPT_FOR = Duration.ofDays(7);
    private static final long KEPT = 200_000;
    private static final int STEP = 1_000;

    private final EventRepository rows;
    private final Floods floods;
    private final Events events;
    private final EventStreams streams;
    private final Database database;
    private volatile @Nullable Thread thread;

    EventKeeping(EventRepository rows, Floods floods, Events events, EventStreams streams, Database database) {
        this.rows = rows;
        this.floods = floods;
        this.events = events;
        this.streams = streams;
        this.database = database;
    }

    /** One look. */
    void look() {
        database.platform(() -> {
            var lines = floods.over();
            if (!lines.isEmpty()) {
                rows.add(lines);
                Database.afterCommit(events.told()::raise);
            }
            return true;
        });
        forget(KEPT_FOR, KEPT);
    }

    void forget(Duration age, long kept) {
        while (database.platform(() -> rows.forget(age, kept, STEP)) == STEP) {
            // A step is a transaction of its own: nobody waits for the whole.
        }
    }

    @Override
    public void start() {
        var keeping = Thread.ofVirtual().name("events").unstarted(this::run);
        thread = keeping;
        keeping.start();
    }

    private void run() {
        while (isRunning()) {
            try {
                look();
            } catch (RuntimeException e) {
                LOG.atWarn().addKeyValue(LogKeys.ERROR, e.toString()).log("old events are forgotten later");
            }
            try {
                Thread.sleep(LOOK);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    @Override
    public void stop() {
        streams.close();
        var running = thread;
        thread = null;
        if (running != null) {
            running.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }
}
