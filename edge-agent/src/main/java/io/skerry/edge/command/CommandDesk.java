package io.skerry.edge.command;

import io.skerry.link.session.LinkRefused;
import io.skerry.model.build.BuildOrder;
import io.skerry.model.error.ErrorCode;
import io.skerry.model.error.LogKeys;
import io.skerry.model.key.EdgeKey;
import io.skerry.model.message.Accepted;
import io.skerry.model.message.Command;
import io.skerry.model.message.CommandResult;
import io.skerry.model.message.Message;
import io.skerry.model.message.Unsupported;
import io.skerry.store.Compare;
import io.skerry.store.EdgeStore;
import io.skerry.store.Operation;
import io.skerry.store.Txn;
import io.skerry.store.value.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns commands into orders of the edge store. A command that comes again finds its order or its answer and does nothing: the answer is
 * told by the reports.
 */
public final class CommandDesk {

    private static final Logger LOG = LoggerFactory.getLogger(CommandDesk.class);
    private static final String RESTART = "restart";
    private static final String BUILD_CANCEL_QUEUE = "build-cancel";

    private final EdgeStore store;
    private final Set<String> roles;

    /** @param roles of this agent: what nobody here can do is not taken */
    public CommandDesk(EdgeStore store, Set<String> roles) {
        this.store = store;
        this.roles = Set.copyOf(roles);
    }

    /**
     * Takes a command; returns once it is durable.
     *
     * @param session the condition under which the session may write
     */
    public Message take(Command command, Compare session) {
        if (command.ttlMillis() <= 0) {
            throw LinkRefused.of(ErrorCode.EXPIRED, "the time for " + command.type() + " was over before it came");
        }
        return switch (command.type()) {
            case BuildOrder.COMMAND ->
                roles.contains("builder") ? order(command, BuildOrder.QUEUE, session) : unknown(command);
            case BuildOrder.CANCEL -> roles.contains("builder") ? cancel(command, session) : unknown(command);
            case RESTART -> roles.contains("worker") ? order(command, RESTART, session) : unknown(command);
            default -> unknown(command);
        };
    }

    private Message order(Command command, String queue, Compare session) {
        var order = EdgeKey.order(queue, command.id());
        var answer = EdgeKey.answer(command.id());
        if (store.get(answer) == null && store.get(order) == null) {
            write(
                    command,
                    session,
                    List.of(Compare.absent(order), Compare.absent(answer)),
                    List.of(Operation.put(order, command.body())));
        }
        return new Accepted();
    }

    private Message cancel(Command command, Compare session) {
        var answer = EdgeKey.answer(command.id());
        if (store.get(answer) == null) {
            var operations = new ArrayList<Operation>();
            operations.add(Operation.put(answer, Values.write(new CommandResult(command.id(), true, null, null))));
            if (!ended(command.target())) {
                operations.add(Operation.put(EdgeKey.order(BUILD_CANCEL_QUEUE, command.target()), command.body()));
            }
            write(command, session, List.of(Compare.absent(answer)), operations);
        }
        return new Accepted();
    }

    private boolean ended(String build) {
        var answer = store.get(EdgeKey.answer(build));
        return answer != null
                && Values.read(answer.value(), CommandResult.class).terminal();
    }

    private void write(Command command, Compare session, List<Compare> compares, List<Operation> operations) {
        var all = new ArrayList<>(compares);
        all.add(session);
        if (!store.txn(new Txn(all, operations)).done()) {
            throw LinkRefused.of(
                    ErrorCode.SUPERSEDED, "a later session writes to this store, or the order came twice at once");
        }
        LOG.atInfo()
                .addKeyValue(LogKeys.COMMAND, command.id())
                .addKeyValue("type", command.type())
                .log("an order was taken");
    }

    private static Message unknown(Command command) {
        return new Unsupported(command.type());
    }
}
