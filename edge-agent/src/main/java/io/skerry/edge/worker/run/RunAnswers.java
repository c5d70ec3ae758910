package io.skerry.edge.worker.run;

import io.skerry.model.error.Cause;
import io.skerry.model.error.ErrorCode;
import io.skerry.model.key.EdgeKey;
import io.skerry.model.message.CommandResult;
import io.skerry.model.run.RunOrder;
import io.skerry.model.run.RunResult;
import io.skerry.store.Compare;
import io.skerry.store.EdgeStore;
import io.skerry.store.Operation;
import io.skerry.store.Txn;
import io.skerry.store.queue.Claim;
import io.skerry.store.value.Values;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What runs answer, at {@code answer/<command>}: once when one is about to begin, which is also the mark that it must not begin again. */
final class RunAnswers {

    private final EdgeStore store;

    RunAnswers(EdgeStore store) {
        this.store = store;
    }

    static String cancelKey(String id) {
        return EdgeKey.order(RunOrder.CANCEL_QUEUE, id);
    }

    boolean cancelled(String id) {
        return store.get(cancelKey(id)) != null;
    }

    boolean ended(String id) {
        return answer(id).filter(CommandResult::terminal).isPresent();
    }

    /** What was said when it began; empty if it did not. */
    Optional<RunResult> begun(String id) {
        return answer(id)
                .flatMap(said -> Optional.ofNullable(said.body()))
                .map(body -> Values.read(body, RunResult.class));
    }

    /** Says that it begins; false if the order is no longer this taker's. */
    boolean begin(Claim claim, RunResult result) {
        var answer = new CommandResult(claim.id(), false, Values.write(result), null);
        return store.txn(Txn.of(Operation.put(EdgeKey.answer(claim.id()), Values.write(answer)))
                        .when(claim.guard()))
                .done();
    }

    /** It did not begin after all, and may do so later. */
    void retract(Claim claim) {
        store.txn(Txn.of(Operation.delete(EdgeKey.answer(claim.id()))).when(claim.guard()));
    }

    /** What has to be written for a run to have its end. */
    static Operation[] end(String id, @Nullable RunResult result, @Nullable Cause cause) {
        var answer = new CommandResult(id, true, result == null ? null : Values.write(result), cause);
        return new Operation[] {Operation.put(EdgeKey.answer(id), Values.write(answer)), Operation.delete(cancelKey(id))
        };
    }

    /** Ends what was cancelled and never came: if it comes later it has its answer. */
    void endUnknown(String id) {
        var cause = Cause.of(ErrorCode.CANCELLED, "It was cancelled before it began.", null);
        var key = EdgeKey.answer(id);
        var order = EdgeKey.order(RunOrder.QUEUE, id);
        if (!store.txn(Txn.of(end(id, null, cause)).when(Compare.absent(key)).when(Compare.absent(order)))
                        .done()
                && ended(id)) {
            store.delete(cancelKey(id));
        }
    }

    private Optional<CommandResult> answer(String id) {
        return Optional.ofNullable(store.get(EdgeKey.answer(id)))
                .map(entry -> Values.read(entry.value(), CommandResult.class));
    }
}
