package io.skerry.hub.operation;

import io.skerry.hub.api.HubException;
import io.skerry.hub.api.Json;
import io.skerry.hub.event.EventSink;
import io.skerry.hub.resource.Database;
import io.skerry.hub.resource.Stored;
import io.skerry.hub.resource.store.Resources;
import io.skerry.hub.resource.store.Statuses;
import io.skerry.model.error.Cause;
import io.skerry.model.error.ErrorCode;
import io.skerry.model.error.LogKeys;
import io.skerry.model.release.OperationState;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One step of an operation: its handler's next look, in one transaction. A step that fails for no reason of others is tried again, then set aside. */
final class OperationStep {

    private static final Logger LOG = LoggerFactory.getLogger(OperationStep.class);
    private static final int LARGEST_STATE = 1 << 20;

    private final Database database;
    private final Resources resources;
    private final Statuses statuses;
    private final OperationRepository leases;
    private final Map<String, OperationHandler> handlers;
    private final EventSink events;
    private final Patience patience;
    private final Clock clock;

    OperationStep(
            Database database,
            Resources resources,
            Statuses statuses,
            OperationRepository leases,
            Map<String, OperationHandler> handlers,
            EventSink events,
            Patience patience,
            Clock clock) {
        this.database = database;
        this.resources = resources;
        this.statuses = statuses;
        this.leases = leases;
        this.handlers = Map.copyOf(handlers);
        this.events = events;
        this.patience = patience;
        this.clock = clock;
    }

    /** Does it, whatever comes of it: one operation's trouble is that operation's alone, and the database's absence is waited out. */
    void run(UUID uid, String holder) {
        try {
            Database.within(
                    patience.step(),
                    () -> database.platform(() -> {
                        if (leases.holdDue(uid, holder)) {
                            resources.find(uid).ifPresent(this::advance);
                            leases.forgetTries(uid);
                        }
                        return true;
                    }));
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError | LinkageError e) {
            failed(uid, holder, Database.original(e));
        }
    }

    /** It neither ended in time nor when it was told to; what it did is undone, and it gets no further try. */
    void giveUp(UUID uid, String holder) {
        noted(uid, holder, () -> setAside(uid, tookTooLong() + " It did not end when it was told to."));
    }

    private void failed(UUID uid, String holder, Throwable e) {
        if (e instanceof HubException refused) {
            var code = refused.code() == ErrorCode.UNKNOWN ? ErrorCode.INTERNAL : refused.code();
            noted(uid, holder, () -> end(uid, Cause.of(code, String.valueOf(e.getMessage()), refused.advice())));
        } else if (Database.tookTooLong(e)) {
            noted(uid, holder, () -> failedTry(uid, tookTooLong(), e));
        } else if (e instanceof RuntimeException other && !Database.isDefect(other)) {
            LOG.atWarn().addKeyValue(LogKeys.ERROR, e.toString()).log("an operation waits for the database");
        } else {
            noted(uid, holder, () -> failedTry(uid, e.toString(), e));
        }
    }

    private String tookTooLong() {
        return "A step took longer than " + patience.step().toSeconds() + " s.";
    }

    private void advance(Stored operation) {
        var spec = operation.spec(OperationSpec.class);
        var before = Json.read(statuses.of(operation).getFirst().body(), OperationState.class);
        var handler = handlers.get(spec.action());
        if (handler == null) {
            throw new IllegalStateException("this hub knows no action '" + spec.action() + "'");
        }
        save(operation, before, before.state().ended() ? before : handler.advance(operation, spec, before));
    }

    private void save(Stored operation, OperationState before, OperationState next) {
        var after = OperationStates.timed(before, next, clock.instant());
        if (!after.equals(before)) {
            if (Json.bytes(after).length > LARGEST_STATE) {
                throw new IllegalStateException("its state is larger than " + LARGEST_STATE + " bytes");
            }
            statuses.put(operation, after);
        }
        if (after.state().ended()) {
            leases.end(operation.uid());
            if (!before.state().ended()) {
                events.tell(OperationEnd.of(operation, after));
            }
            LOG.atInfo()
                    .addKeyValue(LogKeys.OPERATION, operation.name())
                    .addKeyValue("action", after.action())
                    .addKeyValue("state", after.state())
                    .log("operation ended");
        }
    }

    private void failedTry(UUID uid, String why, Throwable e) {
        var number = leases.failedTry(uid, patience.pause());
        LOG.atError()
                .setCause(e)
                .addKeyValue("uid", uid)
                .addKeyValue("try", number)
                .log("an operation's handler broke");
        if (number >= patience.tries()) {
            setAside(uid, "It failed " + number + " times: " + why);
        }
    }

    private void setAside(UUID uid, String why) {
        end(
                uid,
                Cause.of(
                        ErrorCode.INTERNAL,
                        "The hub met a defect of its own and set this aside. " + why,
                        "The hub's log says more. To try again: skerry operations ID --retry."));
        leases.setAside(uid, patience.tries());
    }

    private void end(UUID uid, Cause cause) {
        resources.find(uid).ifPresent(operation -> {
            var before = readable(operation);
            save(operation, before, OperationStates.failed(before, before.steps(), cause));
        });
    }

    /** Its state, or a new one if that cannot be read. */
    private OperationState readable(Stored operation) {
        try {
            return Json.read(statuses.of(operation).getFirst().body(), OperationState.class);
        } catch (RuntimeException e) {
            return OperationStates.unreadable(operation.name());
        }
    }

    /** Notes it, unless the operation has ended meanwhile or another hub drives it. */
    private void noted(UUID uid, String holder, Runnable note) {
        try {
            database.platform(() -> {
                if (leases.hold(uid, holder)) {
                    note.run();
                }
                return true;
            });
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).addKeyValue("uid", uid).log("an operation's failure is noted later");
        }
    }
}
