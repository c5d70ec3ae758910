package io.skerry.hub.operation;

import io.skerry.hub.api.HubException;
import io.skerry.hub.api.Json;
import io.skerry.hub.resource.Database;
import io.skerry.hub.resource.Stored;
import io.skerry.hub.resource.store.Resources;
import io.skerry.hub.resource.store.Statuses;
import io.skerry.model.error.Cause;
import io.skerry.model.error.ErrorCode;
import io.skerry.model.error.LogKeys;
import io.skerry.model.release.OperationState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Calls the handlers of open operations whenever something may have changed, and twice a second. */
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
    private final Clock clock;
    private final String holder = UUID.randomUUID().toString();
    private final Semaphore woken = new Semaphore(0);
    private volatile @Nullable Thread thread;
    private Instant tidied = Instant.EPOCH;

    OperationDriver(
            Database database,
            Resources resources,
            Statuses statuses,
            OperationRepository leases,
            ObjectProvider<OperationHandler> handlers,
            Clock clock) {
        this.database = database;
        this.resources = resources;
        this.statuses = statuses;
        this.leases = leases;
        this.handlers = handlers;
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
        while (isRunning()) {
            try {
                forgetOld();
                leases.lease(holder, LEASE).forEach(uid -> step(uid, byAction));
                woken.tryAcquire(POLL_MILLIS, TimeUnit.MILLISECONDS);
                woken.drainPermits();
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

    /** One operation's trouble is that operation's end, never the end of all: only the database's absence is waited out. */
    private void step(UUID uid, Map<String, OperationHandler> byAction) {
        try {
            database.platform(() -> {
                if (leases.hold(uid, holder)) {
                    resources.find(uid).ifPresent(operation -> advance(operation, byAction));
                }
                return true;
            });
        } catch (HubException e) {
            var code = e.code() == ErrorCode.UNKNOWN ? ErrorCode.INTERNAL : e.code();
            fail(uid, Cause.of(code, String.valueOf(e.getMessage()), e.advice()));
        } catch (RuntimeException e) {
            if (!Database.isDefect(e)) {
                throw e;
            }
            LOG.atError().setCause(e).addKeyValue("uid", uid).log("an operation's handler broke");
            fail(uid, Cause.of(ErrorCode.INTERNAL, "The hub met a defect of its own: " + e, "Its log says more."));
        }
    }

    private void advance(Stored operation, Map<String, OperationHandler> byAction) {
        var spec = operation.spec(OperationSpec.class);
        var before = Json.read(statuses.of(operation).getFirst().body(), OperationState.class);
        var handler = Objects.requireNonNull(byAction.get(spec.action()), spec.action());
        save(operation, before, before.state().ended() ? before : handler.advance(operation, spec, before));
    }

    private void save(Stored operation, OperationState before, OperationState next) {
        var after = OperationStates.timed(before, next, clock.instant());
        if (!after.equals(before)) {
            statuses.put(operation, after);
        }
        if (after.state().ended()) {
            leases.end(operation.uid());
            LOG.atInfo()
                    .addKeyValue(LogKeys.OPERATION, operation.name())
                    .addKeyValue("action", after.action())
                    .addKeyValue("state", after.state())
                    .log("operation ended");
        }
    }

    private void fail(UUID uid, Cause cause) {
        try {
            database.platform(() -> {
                resources.find(uid).ifPresent(operation -> {
                    var before = Json.read(statuses.of(operation).getFirst().body(), OperationState.class);
                    save(operation, before, OperationStates.failed(before, before.steps(), cause));
                });
                return true;
            });
        } catch (RuntimeException e) {
            if (!Database.isDefect(e)) {
                throw e;
            }
            LOG.atError().setCause(e).addKeyValue("uid", uid).log("an operation cannot even be ended");
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
