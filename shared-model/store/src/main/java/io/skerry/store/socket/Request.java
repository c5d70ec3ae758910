package io.skerry.store.socket;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.skerry.store.Txn;

/** What a client asks. Every request but the first carries an id that its answers carry too. */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, include = JsonTypeInfo.As.WRAPPER_ARRAY)
public sealed interface Request {

    /** The first on every connection. */
    record Hello(int protocol) implements Request {}

    /** A question with one answer. */
    sealed interface Call extends Request {
        long id();
    }

    record Transact(long id, Txn txn) implements Call {}

    record Get(long id, String key) implements Call {}

    record Browse(long id, String prefix) implements Call {}

    record Revision(long id) implements Call {}

    record Grant(long id, long ttlMillis) implements Call {}

    record Renew(long id, long lease) implements Call {}

    record Revoke(long id, long lease) implements Call {}

    /** Starts a watch; so many revisions may be sent before more is asked for. */
    record Watch(long id, String prefix, long after, int credit) implements Request {}

    /** So many more revisions may be sent. */
    record More(long id, int credit) implements Request {}

    record Unwatch(long id) implements Request {}
}
