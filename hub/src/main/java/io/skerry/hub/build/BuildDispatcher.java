package io.skerry.hub.build;

import io.skerry.hub.command.Commands;
import io.skerry.hub.resource.Database;
import io.skerry.hub.resource.store.Resources;
import io.skerry.model.error.LogKeys;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Advances the queue of builds whenever one came, and twice a second; every hour it forgets old builds. */
@Component
class BuildDispatcher implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(BuildDispatcher.class);
    private static final long POLL_MILLIS = 500;
    private static final Duration TIDY = Duration.ofHours(1);
    private static final Duration KEPT_FOR = Duration.ofDays(30);
    private static final int KEPT_ANYWAY = 5;
    private static final int MOST_KEPT = 100;
    private static final int TIDY_BATCH = 1000;

    private final Database database;
    private final BuildQueue queue;
    private final BuildQueueRepository rows;
    private final Resources resources;
    private final Commands commands;
    private final Clock clock;
    private final Semaphore woken = new Semaphore(0);
    private volatile @Nullable Thread thread;
    private Instant tidied = Instant.EPOCH;

    BuildDispatcher(
            Database database,
            BuildQueue queue,
            BuildQueueRepository rows,
            Resources resources,
            Commands commands,
            Clock clock) {
        this.database = database;
        this.queue = queue;
        this.rows = rows;
        this.resources = resources;
        this.commands = commands;
        this.clock = clock;
    }

    /** Says that the queue has changed. */
    void wake() {
        woken.release();
    }

    @Override
    public void start() {
        var dispatcher = Thread.ofVirtual().name("build-queue").unstarted(this::run);
        thread = dispatcher;
        dispatcher.start();
    }

    private void run() {
        while (isRunning()) {
            try {
                database.platform(() -> {
                    queue.advance();
                    return true;
                });
                forgetOld();
            } catch (RuntimeException e) {
                if (Database.isDefect(e)) {
                    LOG.atError().setCause(e).log("the queue of builds met a defect");
                } else {
                    LOG.atWarn().addKeyValue(LogKeys.ERROR, e.toString()).log("builds wait");
                }
            }
            try {
                woken.tryAcquire(POLL_MILLIS, TimeUnit.MILLISECONDS);
                woken.drainPermits();
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void forgetOld() {
        if (clock.instant().isAfter(tidied.plus(TIDY))) {
            tidied = clock.instant();
            forget(KEPT_FOR, KEPT_ANYWAY, MOST_KEPT);
        }
    }

    /** Forgets builds that no release came from: those older than that but for the newest few, and more than the most. */
    void forget(Duration age, int few, int most) {
        database.platform(() -> {
            for (var uid : rows.outOfDate(age, few, most, TIDY_BATCH)) {
                resources.find(uid).ifPresent(build -> {
                    commands.forget(build.spec(BuildRecord.class).order().id());
                    resources.remove(build);
                });
            }
            return true;
        });
    }

    @Override
    public void stop() {
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
