package io.skerry.build.order;

import io.skerry.model.build.BuildResult;
import io.skerry.model.error.Cause;
import io.skerry.model.key.EdgeKey;
import io.skerry.model.message.CommandResult;
import io.skerry.store.Compare;
import io.skerry.store.EdgeStore;
import io.skerry.store.Operation;
import io.skerry.store.StoreException;
import io.skerry.store.Txn;
import io.skerry.store.queue.Claim;
import io.skerry.store.value.Values;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What builds answer, at {@code answer/<build>}. An end that is written stays; progress never takes its place. */
final class Answers {

    private static final Logger LOG = LoggerFactory.getLogger(Answers.class);
    private static final String CANCELS = EdgeKey.ORDERS + "build-cancel/";

    private final EdgeStore store;

    Answers(EdgeStore store) {
        this.store = store;
    }

    static String cancelKey(String build) {
        return CANCELS + build;
    }

    static String cancelPrefix() {
        return CANCELS;
    }

    /** Whether the build was asked to be cancelled. */
    boolean cancelled(String build) {
        return store.get(cancelKey(build)) != null;
    }

    /** Whether the build has its end. */
    boolean ended(String build) {
        var entry = store.get(EdgeKey.answer(build));
        return entry != null && Values.read(entry.value(), CommandResult.class).terminal();
    }

    /** Says where the build is, if it is still this taker's; a store that does not answer is told the next time. */
    void progress(Claim claim, BuildResult result) {
        try {
            var answer = new CommandResult(claim.id(), false, Values.write(result), null);
            store.txn(Txn.of(Operation.put(EdgeKey.answer(claim.id()), Values.write(answer)))
                    .when(claim.guard()));
        } catch (StoreException e) {
            LOG.atDebug().setCause(e).log("progress of a build was not written");
        }
    }

    /** What has to be written for the build to have its end. */
    static List<Operation> end(BuildResult result, @Nullable Cause cause) {
        var answer = new CommandResult(result.id(), true, Values.write(result), cause);
        return List.of(
                Operation.put(EdgeKey.answer(result.id()), Values.write(answer)),
                Operation.delete(cancelKey(result.id())));
    }

    /** Ends a build that nobody works on, unless it has its end. */
    void end(String build, BuildResult result, @Nullable Cause cause) {
        var entry = store.get(EdgeKey.answer(build));
        var terminal =
                entry != null && Values.read(entry.value(), CommandResult.class).terminal();
        if (terminal) {
            store.delete(cancelKey(build));
            return;
        }
        var unchanged = entry == null ? Compare.absent(EdgeKey.answer(build)) : Compare.unchanged(entry);
        store.txn(new Txn(List.of(unchanged), end(result, cause)));
    }
}
