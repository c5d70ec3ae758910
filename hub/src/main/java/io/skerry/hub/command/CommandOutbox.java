package io.skerry.hub.command;

import io.skerry.hub.api.Json;
import io.skerry.hub.command.CommandRepository.Expired;
import io.skerry.model.build.BuildOrder;
import io.skerry.model.error.Cause;
import io.skerry.model.error.ErrorCode;
import io.skerry.model.message.CommandResult;
import io.skerry.model.run.RunOrder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Service;

/** What the link takes commands from and puts answers into. */
@Service
public final class CommandOutbox {

    private static final int BATCH = 50;
    private static final int TRIES = 5;
    /** Refusals that another try would not change; after others the command is delivered again. */
    private static final Set<ErrorCode> FINAL = Set.of(ErrorCode.UNSUPPORTED, ErrorCode.EXPIRED, ErrorCode.MALFORMED);

    /** Refusals that say nothing of the command. */
    private static final Set<ErrorCode> PASSING = Set.of(ErrorCode.UNAVAILABLE, ErrorCode.SUPERSEDED);

    private static final Duration KEPT_FOR = Duration.ofDays(30);

    private final CommandRepository rows;
    private final SiteSignal signal = new SiteSignal();

    CommandOutbox(CommandRepository rows) {
        this.rows = rows;
    }

    /** Raised when a data center has a new command. */
    public SiteSignal signal() {
        return signal;
    }

    /** Raises the signal of those data centers that have something to take. */
    public void wake(Set<String> dcs) {
        rows.waiting(dcs).forEach(signal::raise);
    }

    /** Commands to deliver, oldest first; those whose delivery is in doubt among them. None to a data center that is held back. */
    public List<PendingCommand> pending(String dc) {
        return rows.isHeldBack(dc) ? List.of() : rows.pending(dc, BATCH);
    }

    /** It is sent now; false if it ended meanwhile. */
    public boolean sent(String dc, String id) {
        return rows.sent(id, dc);
    }

    /** The data center has it in its memory. */
    public void taken(String dc, String id) {
        rows.taken(id, dc);
    }

    /** The data center refused to take it; returns whether this is its end. */
    public boolean refused(String dc, PendingCommand command, Cause why) {
        if (FINAL.contains(why.code())) {
            return rows.answered(dc, new CommandResult(command.id(), true, null, why));
        }
        return !PASSING.contains(why.code()) && broke(dc, command, why.message());
    }

    /** It broke on the way or there, as it may do again: it is tried later, but not for ever. Returns whether this is its end. */
    public boolean broke(String dc, PendingCommand command, String why) {
        if (rows.failed(command.id(), dc) < TRIES) {
            return false;
        }
        var said = "Data center " + dc + " could not take the order, " + TRIES + " times: " + why + ".";
        return rows.answered(
                dc,
                command.type().equals(RunOrder.COMMAND)
                        ? unknown(command.id(), said)
                        : Commands.failure(
                                command.id(), ErrorCode.INTERNAL, said, "See the agent's log, and order it again."));
    }

    /** Keeps the last word about a command; false if it had ended before. */
    public boolean answered(String dc, CommandResult result) {
        return rows.answered(dc, result);
    }

    /**
     * The data center lost its memory: what it had taken is delivered again. But for one-off commands, which must not begin twice: how they
     * ended nobody can say.
     */
    public void deliverAgain(String dc) {
        rows.deliverAgain(dc, RunOrder.COMMAND);
        rows.perhapsTaken(dc, RunOrder.COMMAND)
                .forEach(id -> rows.answered(dc, unknown(id, "Data center " + dc + " lost its memory of it.")));
    }

    /** Ends what is past its time; returns the ids. A build whose order is with its data center by then is not begun there any more. */
    public List<String> expire() {
        var expired = rows.expired();
        expired.stream()
                .filter(command -> command.type().equals(BuildOrder.COMMAND)
                        && !command.state().equals("pending"))
                .forEach(this::cancelBuild);
        return expired.stream()
                .filter(command -> rows.answered(command.dc(), ending(command)))
                .map(Expired::id)
                .toList();
    }

    /** Forgets what ended long ago, but for the answers of builds. */
    public void forgetOld() {
        rows.forgetAnswered(KEPT_FOR);
    }

    /** Ends a command that no data center can have; false if one may have it. */
    boolean cancelUnsent(String id, String dc) {
        return rows.answeredIfPending(
                dc, Commands.failure(id, ErrorCode.CANCELLED, "It was cancelled before it began.", null));
    }

    private void cancelBuild(Expired command) {
        rows.insert(
                Commands.cancelOf(command.id()),
                command.dc(),
                null,
                BuildOrder.CANCEL,
                command.id(),
                Json.bytes(Map.of()),
                Commands.CANCEL_LIFE);
    }

    private static CommandResult unknown(String id, String why) {
        return Commands.failure(
                id,
                ErrorCode.OUTCOME_UNKNOWN,
                why + " Whether it ran, and how it ended, is not known.",
                "See whether it did its work, then run it again if it did not.");
    }

    private static CommandResult ending(Expired command) {
        if (command.type().equals(RunOrder.COMMAND) && !command.state().equals("pending")) {
            return unknown(command.id(), "Data center " + command.dc() + " has not told its end in time.");
        }
        return command.state().equals("running")
                ? Commands.failure(
                        command.id(),
                        ErrorCode.EXPIRED,
                        "Data center " + command.dc() + " took the order and did not finish it in time.",
                        "Order it again.")
                : Commands.failure(
                        command.id(),
                        ErrorCode.EXPIRED,
                        "Data center " + command.dc() + " did not take the order in time.",
                        "See whether the data center is connected, and order it again.");
    }
}
