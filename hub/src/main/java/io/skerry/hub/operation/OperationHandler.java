package io.skerry.hub.operation;

import io.skerry.hub.resource.Stored;
import io.skerry.model.release.OperationState;

/**
 * Drives operations of one action. Called again and again until the state has ended; each call looks at what is, does what can be done now,
 * and returns the new state. It runs in one platform transaction, so a crash repeats a call as a whole.
 */
public interface OperationHandler {

    /** The action it drives. */
    String action();

    /** One look. Steps need no times: the driver notes when it first saw them and when they first had ended. */
    OperationState advance(Stored operation, OperationSpec spec, OperationState state);
}
