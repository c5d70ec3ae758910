package io.skerry.gateway.http;

import io.netty.handler.codec.DecoderException;
import io.netty.handler.timeout.ReadTimeoutException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquirePendingLimitException;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquireTimeoutException;

/** An instance gave no answer, not even its first byte. */
final class NoAnswer extends Exception {

    private static final long serialVersionUID = 1L;

    private final Kind kind;

    NoAnswer(Kind kind) {
        super(kind.name(), null, false, false);
        this.kind = kind;
    }

    Kind kind() {
        return kind;
    }

    /** What became of the request, judged by what Netty threw. */
    static NoAnswer because(Throwable thrown) {
        return new NoAnswer(
                switch (thrown) {
                    case ConnectException e -> Kind.NOT_CONNECTED;
                    case NoRouteToHostException e -> Kind.NOT_CONNECTED;
                    case UnknownHostException e -> Kind.NOT_CONNECTED;
                    case PoolAcquireTimeoutException e -> Kind.BUSY;
                    case PoolAcquirePendingLimitException e -> Kind.BUSY;
                    case ReadTimeoutException e -> Kind.TOO_SLOW;
                    case DecoderException e -> Kind.NOT_HTTP;
                    case IllegalArgumentException e -> Kind.NOT_HTTP;
                    default -> Kind.DROPPED;
                });
    }

    /** How it gave none. */
    enum Kind {
        /** It took no connection; not a byte was sent. */
        NOT_CONNECTED(true),
        /** It closed the connection; it may have done what it was asked. */
        DROPPED(true),
        /** What it said was no HTTP. */
        NOT_HTTP(false),
        /** It said nothing for too long. */
        TOO_SLOW(false),
        /** All connections to it stayed in use. */
        BUSY(false);

        private final boolean repeatable;

        Kind(boolean repeatable) {
            this.repeatable = repeatable;
        }

        /** Whether a GET or HEAD may go to another instance. */
        boolean repeatable() {
            return repeatable;
        }
    }
}
