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
                && (query.id() == null || stream.id().equals(query.id()))
                && (!query.previous() || state.ended());
    }
}
