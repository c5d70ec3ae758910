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
import io.skerry.model.run.RunOrder;
import io.skerry.model.volume.VolumeOrder;
import io.skerry.store.Compare;
import io.skerry.store.EdgeStore;
import io.skerry.store.Operation;
import io.skerry.store.Txn;
import io.skerry.store.value.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
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
        return switch (command.type()) {
            case BuildOrder.COMMAND ->
                roles.contains("builder") ? order(command, BuildOrder.QUEUE, session) : unknown(command);
            case BuildOrder.CANCEL ->
                roles.contains("builder") ? cancel(command, BUILD_CANCEL_QUEUE, session) : unknown(command);
            case RESTART -> roles.contains("worker") ? order(command, RESTART, session) : unknown(command);
            case VolumeOrder.DELETE_QUEUE ->
                roles.contains("worker") ? order(command, VolumeOrder.DELETE_QUEUE, session) : unknown(command);
            case RunOrder.COMMAND ->
                roles.contains("worker") ? order(command, RunOrder.QUEUE, session) : unknown(command);
            case RunOrder.CANCEL ->
                roles.contains("worker") ? cancel(command, RunOrder.CANCEL_QUEUE, session) : unknown(command);
            default -> unknown(command);
        };
    }

    private Message order(Command command, String queue, Compare session) {
        var order = EdgeKey.order(queue, command.id());
        var answer = EdgeKey.answer(command.id());
        return once(command, session, List.of(order, answer), () -> List.of(Operation.put(order, command.body())));
    }

    private Message cancel(Command command, String queue, Compare session) {
        var answer = EdgeKey.answer(command.id());
        return once(command, session, List.of(answer), () -> {
            var operations = new ArrayList<Operation>();
            operations.add(Operation.put(answer, Values.write(new CommandResult(command.id(), true, null, null))));
            if (!ended(command.target())) {
                operations.add(Operation.put(EdgeKey.order(queue, command.target()), command.body()));
            }
            return operations;
        });
    }

    /**
     * Writes, unless one of the traces is there: then it was taken before, also if its time is over by now.
     *
     * @param traces what is absent until the command is taken
     */
    private Message once(Command command, Compare session, List<String> traces, Supplier<List<Operation>> operations) {
        if (taken(traces)) {
            return new Accepted();
        }
        if (command.ttlMillis() <= 0) {
            throw LinkRefused.of(ErrorCode.EXPIRED, "the time for " + command.type() + " was over before it came");
        }
        var compares = new ArrayList<Compare>();
        traces.forEach(trace -> compares.add(Compare.absent(trace)));
        compares.add(session);
        if (store.txn(new Txn(compares, operations.get())).done()) {
            LOG.atInfo()
                    .addKeyValue(LogKeys.COMMAND, command.id())
                    .addKeyValue("type", command.type())
                    .log("an order was taken");
        } else if (!taken(traces)) {
            throw LinkRefused.of(ErrorCode.SUPERSEDED, "a later session writes to this store");
        }
        return new Accepted();
    }

    private boolean taken(List<String> traces) {
        return traces.stream().anyMatch(trace -> store.get(trace) != null);
    }

    private boolean ended(String order) {
        var answer = store.get(EdgeKey.answer(order));
        return answer != null
                && Values.read(answer.value(), CommandResult.class).terminal();
    }

    private static Message unknown(Command command) {
        return new Unsupported(command.type());
    }
}
