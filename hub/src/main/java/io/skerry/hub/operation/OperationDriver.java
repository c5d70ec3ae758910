package io.skerry.hub.operation;

import io.skerry.hub.event.EventSink;
import io.skerry.hub.resource.Database;
import io.skerry.hub.resource.store.Resources;
import io.skerry.hub.resource.store.Statuses;
import io.skerry.model.error.LogKeys;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Calls the handlers of open operations whenever something may have changed, and twice a second; several at once, none waits for another. */
@Component
public final class OperationDriver implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(OperationDriver.class);
    private static final Duration LEASE = Duration.ofSeconds(5);
    private static final long POLL_MILLIS = 500;
    private static final Duration TIDY = Duration.ofHours(1);
    private static final int TIDY_BATCH = 1000;
    private static final Duration KEPT_FOR = Duration.ofDays(30);
    private static final int KEPT_OF_EACH = 20;

    private final Database database;
    private final Resources resources;
    private final Statuses statuses;
    private final OperationRepository leases;
    private final ObjectProvider<OperationHandler> handlers;
    private final Patience patience;
    private final EventSink events;
    private final Clock clock;
    private final String holder = UUID.randomUUID().toString();
    private final Semaphore woken = new Semaphore(0);
    private volatile @Nullable Thread thread;
    private Instant tidied = Instant.EPOCH;

    @Autowired
    OperationDriver(
            Database database,
            Resources resources,
            Statuses statuses,
            OperationRepository leases,
            ObjectProvider<OperationHandler> handlers,
            EventSink events,
            Clock clock) {
        this(database, resources, statuses, leases, handlers, events, Patience.USUAL, clock);
    }

    OperationDriver(
            Database database,
            Resources resources,
            Statuses statuses,
            OperationRepository leases,
            ObjectProvider<OperationHandler> handlers,
            EventSink events,
            Patience patience,
            Clock clock) {
        this.database = database;
        this.resources = resources;
        this.statuses = statuses;
        this.leases = leases;
        this.handlers = handlers;
        this.patience = patience;
        this.events = events;
        this.clock = clock;
    }

    /** Says that something changed that an operation may wait for. */
    public void wake() {
        woken.release();
    }

    @Override
    public void start() {
        var driver = Thread.ofVirtual().name("operations").unstarted(this::run);
        thread = driver;
        driver.start();
    }

    private void run() {
        var byAction = handlers.orderedStream().collect(Collectors.toMap(OperationHandler::action, h -> h));
        var step = new OperationStep(database, resources, statuses, leases, byAction, events, patience, clock);
        try (var threads = new StepThreads()) {
            while (isRunning()) {
                try {
                    forgetOld();
                    leases.lease(holder, LEASE).forEach(uid -> threads.run(uid, () -> step.run(uid, holder)));
                    threads.overdue(patience).forEach(uid -> step.giveUp(uid, holder));
                    if (woken.tryAcquire(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                        woken.drainPermits();
                        threads.lookAgain();
                    }
                } catch (InterruptedException e) {
                    return;
                } catch (RuntimeException e) {
                    LOG.atWarn().addKeyValue(LogKeys.ERROR, e.toString()).log("operations wait");
                    woken.drainPermits();
                    if (!pause()) {
                        return;
                    }
                }
            }
        }
    }

    /** Every hour, what nobody will ask for any more. */
    private void forgetOld() {
        if (clock.instant().isAfter(tidied.plus(TIDY))) {
            tidied = clock.instant();
            database.platform(() -> {
                leases.outOfDate(KEPT_FOR, KEPT_OF_EACH, TIDY_BATCH)
                        .forEach(uid -> resources.find(uid).ifPresent(resources::remove));
                return true;
            });
        }
    }

    private boolean pause() {
        try {
            Thread.sleep(POLL_MILLIS);
            return true;
        } catch (InterruptedException e) {
            return false;
        }
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
