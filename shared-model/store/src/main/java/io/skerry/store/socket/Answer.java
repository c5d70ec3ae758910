package io.skerry.store.socket;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.skerry.store.Change;
import io.skerry.store.Entry;
import io.skerry.store.TxnResult;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the owner answers. */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, include = JsonTypeInfo.As.WRAPPER_ARRAY)
public sealed interface Answer {

    /** The id of the request; 0 for the welcome. */
    default long id() {
        return 0;
    }

    /** To the hello. */
    record Welcome(int protocol, String storeId, long revision) implements Answer {}

    /** The store refused, or could not. */
    record Failed(long id, String message) implements Answer {}

    record Transacted(long id, TxnResult result) implements Answer {}

    record Got(long id, @Nullable Entry entry) implements Answer {}

    /** A part of a listing; the last says that there is no more. */
    record Listed(long id, long revision, List<Entry> entries, boolean more) implements Answer {}

    /** A revision, or a lease's id. */
    record Numbered(long id, long value) implements Answer {}

    /** Whether a lease lives. */
    record Renewed(long id, boolean alive) implements Answer {}

    record Revoked(long id) implements Answer {}

    /** A part of a revision's changes; the last says that there is no more. */
    record Changed(long id, long revision, List<Change> changes, boolean more) implements Answer {}

    record Progressed(long id, long revision) implements Answer {}

    /** The watch has ended. */
    record Compacted(long id, long oldestRevision) implements Answer {}
}
