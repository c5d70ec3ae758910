package io.skerry.hub.rollout;

import io.skerry.hub.datacenter.SiteReports;
import io.skerry.hub.resource.Database;
import io.skerry.hub.resource.store.Resources;
import io.skerry.hub.resource.store.Statuses;
import io.skerry.model.error.LogKeys;
import io.skerry.model.resource.Kind;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Follows rollouts that wait for data centers that were away when their operation ended, so that none says {@code waiting} once they came. Any
 * number of hubs may do it: what is written is only what is seen.
 */
@Component
class DeferredRollouts implements SiteReports, SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(DeferredRollouts.class);
    private static final Duration LOOK = Duration.ofSeconds(5);

    private final Database database;
    private final Resources resources;
    private final Statuses statuses;
    private final Rollouts rollouts;
    private final Semaphore woken = new Semaphore(0);
    private volatile @Nullable Thread thread;

    DeferredRollouts(Database database, Resources resources, Statuses statuses, Rollouts rollouts) {
        this.database = database;
        this.resources = resources;
        this.statuses = statuses;
        this.rollouts = rollouts;
    }

    @Override
    public void statusStored(UUID uid, String dc) {
        woken.release();
    }

    @Override
    public void commandAnswered(String command) {
        // Rollouts wait for statuses only.
    }

    private void run() {
        while (isRunning()) {
            try {
                woken.tryAcquire(LOOK.toMillis(), TimeUnit.MILLISECONDS);
                woken.drainPermits();
                statuses.waiting(Kind.ROLLOUT).forEach(this::refresh);
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.atWarn().addKeyValue(LogKeys.ERROR, e.toString()).log("deferred rollouts are looked at later");
            }
        }
    }

    private void refresh(UUID uid) {
        database.platform(() -> {
            resources.find(uid).ifPresent(rollouts::refresh);
            return true;
        });
    }

    @Override
    public void start() {
        var follower = Thread.ofVirtual().name("deferred-rollouts").unstarted(this::run);
        thread = follower;
        follower.start();
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
