package io.skerry.hub.datacenter.session;

import io.skerry.model.message.Epoch;
import org.jspecify.annotations.Nullable;

/** Whether a newcomer may speak for its data center. */
public sealed interface Claim {

    /** It may, under this epoch; sessions of lower ones are over. */
    record Won(Epoch epoch) implements Claim {}

    /** Another process spoke for it a moment ago: see first whether that one still answers. */
    record AskOld(Epoch old, String hub) implements Claim {}

    /** What the database says about the last session. */
    record Last(long epoch, String runId, String storeId, String hub, boolean closed, boolean fresh) {

        /** A process that comes back is the same; one that was closed, or not heard of for 15 s, has left its place. */
        boolean yieldsTo(String newRunId, @Nullable Long silentEpoch) {
            return closed || !fresh || runId.equals(newRunId) || (silentEpoch != null && silentEpoch == epoch);
        }
    }
}
