package io.skerry.edge.worker.restart;

import io.skerry.model.error.Cause;
import io.skerry.model.key.EdgeKey;
import io.skerry.model.message.CommandResult;
import io.skerry.model.name.ComponentRef;
import io.skerry.store.Operation;
import io.skerry.store.queue.Claim;
import io.skerry.store.value.Values;
import org.jspecify.annotations.Nullable;

/** One taken order to restart a component; answered once, when the last instance of then was replaced or a new one failed. */
public final class RestartOrder {

    private final Claim claim;
    private final ComponentRef component;

    /** The value of {@code order/restart/<id>}. */
    private record Body(ComponentRef component) {}

    RestartOrder(Claim claim) {
        this.claim = claim;
        this.component = claim.order(Body.class).component();
    }

    /** What is to be restarted. */
    public ComponentRef component() {
        return component;
    }

    /**
     * Answers it.
     *
     * @param why it failed; null if it did not
     */
    public void answer(@Nullable Cause why) {
        answer(claim, why);
    }

    static void answer(Claim claim, @Nullable Cause why) {
        var result = new CommandResult(claim.id(), true, null, why);
        claim.done(Operation.put(EdgeKey.answer(claim.id()), Values.write(result)));
    }
}
