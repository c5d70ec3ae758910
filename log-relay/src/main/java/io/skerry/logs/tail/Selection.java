package io.skerry.logs.tail;

import io.skerry.logs.buffer.StreamState;
import io.skerry.model.log.LogQuery;

/** Which streams a query asks for. */
record Selection(LogQuery query) {

    boolean takes(StreamState state) {
        var stream = state.stream();
        return stream.origin() == query.origin()
                && stream.application().equals(query.application())
                && (query.component() == null || stream.component().component().equals(query.component()))
                && takesId(stream.id())
                && (!query.previous() || state.ended());
    }

    /** An instance's own files stand behind its name. */
    private boolean takesId(String id) {
        return query.id() == null || id.equals(query.id()) || id.startsWith(query.id() + "/");
    }
}
