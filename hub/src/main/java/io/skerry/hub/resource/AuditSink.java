package io.skerry.hub.resource;

import io.skerry.hub.api.Caller;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Records every act, in the act's own transaction. */
@FunctionalInterface
public interface AuditSink {

    /** @param outcome {@code done}, or the code of the refusal */
    void record(Caller caller, String verb, Place place, String name, @Nullable UUID uid, String outcome);
}
