package io.skerry.hub.webhook;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One call and what came of it, as the API shows it.
 *
 * @param from the address it came from; who asked, of a replay
 * @param replayOf the delivery it does again
 */
record Delivery(
        long id,
        Instant at,
        String from,
        String event,
        @Nullable String ref,
        @Nullable String commit,
        Verdict verdict,
        String reason,
        @Nullable String operation,
        @Nullable Long replayOf) {

    /** What came of it. */
    enum Verdict {
        DEPLOYED,
        IGNORED,
        FAILED,
        /** Its signature did not hold. */
        REFUSED;

        @JsonValue
        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
