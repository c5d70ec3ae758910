package io.skerry.hub.command;

import io.skerry.hub.api.HubException;
import io.skerry.hub.api.Json;
import io.skerry.hub.resource.Database;
import io.skerry.model.build.BuildOrder;
import io.skerry.model.error.Cause;
import io.skerry.model.error.ErrorCode;
import io.skerry.model.message.CommandResult;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** One-time orders: kept in the caller's transaction, delivered at least once, answered with an explicit end. */
@Service
public final class Commands {

    static final Duration CANCEL_LIFE = Duration.ofHours(1);

    /** As of everything that the link carries in one piece. */
    private static final int LARGEST = 256 << 10;

    private final CommandRepository rows;
    private final CommandOutbox outbox;

    Commands(CommandRepository rows, CommandOutbox outbox) {
        this.rows = rows;
        this.outbox = outbox;
    }

    /**
     * Orders something once; a repeated id changes nothing.
     *
     * @param body a record of the model, sent as JSON
     * @param life how long it may wait and take; then it ends as {@link ErrorCode#EXPIRED}
     */
    public void order(
            String id, String dc, @Nullable String tenant, String type, String target, Object body, Duration life) {
        var bytes = Json.bytes(body);
        if (bytes.length > LARGEST) {
            throw HubException.of(
                    ErrorCode.TOO_LARGE, "An order of '" + type + "' takes more than 256 KiB to say.", null);
        }
        if (rows.insert(id, dc, tenant, type, target, bytes, life)) {
            afterCommit(() -> outbox.signal().raise(dc));
        }
    }

    /** The last word about a command, progress or end; empty while there is none. */
    public Optional<CommandResult> answer(String id) {
        return rows.answer(id);
    }

    /** The data center that a command was ordered at; empty if it was not. */
    public Optional<String> dataCenterOf(String id) {
        return rows.dataCenterOf(id);
    }

    /** Whether a command of that type is under way for that target. */
    public boolean isOpen(String type, String target) {
        return rows.isOpen(type, target);
    }

    /**
     * Cancels a command: at once if no data center has it, else by an order to the data center, whose answer ends it.
     *
     * @param type of the order that cancels; its target is the command
     * @return whether it has ended here and now
     */
    public boolean cancel(String id, @Nullable String tenant, String type) {
        var dc = rows.dataCenterOf(id).orElse(null);
        if (dc == null || outbox.cancelUnsent(id, dc)) {
            return dc != null;
        }
        orderCancel(id, dc, tenant, type);
        return false;
    }

    /** Ends a build's command here and now, with these words; its data center is told to stop as soon as it hears again. */
    public void endBuild(CommandResult end, @Nullable String tenant) {
        rows.dataCenterOf(end.command()).ifPresent(dc -> {
            if (rows.answered(dc, end)) {
                orderCancel(end.command(), dc, tenant, BuildOrder.CANCEL);
            }
        });
    }

    /** When the newest order of that type was given for each tenant. */
    public Map<String, Instant> lastOrdered(String type) {
        return rows.lastOrdered(type);
    }

    /** Forgets an order that ended. */
    public void forget(String id) {
        rows.forget(id);
    }

    private void orderCancel(String id, String dc, @Nullable String tenant, String type) {
        order(cancelOf(id), dc, tenant, type, id, Map.of(), CANCEL_LIFE);
    }

    /** The id of the order that cancels that one. */
    static String cancelOf(String id) {
        return id + "-cancel";
    }

    private static void afterCommit(Runnable action) {
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            Database.afterCommit(action);
        } else {
            action.run();
        }
    }

    static CommandResult failure(String id, ErrorCode code, String message, @Nullable String advice) {
        return new CommandResult(id, true, null, Cause.of(code, message, advice));
    }
}
