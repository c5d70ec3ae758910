package io.skerry.link.session.rsocket;

import java.time.Duration;

/** The link's figures. */
final class Limits {

    static final Duration KEEPALIVE = Duration.ofSeconds(5);
    static final Duration DEAD = Duration.ofSeconds(15);
    static final Duration SETUP = Duration.ofSeconds(10);
    static final Duration CONNECT = Duration.ofSeconds(5);
    /** How long the kernel keeps trying to have bytes acknowledged; without it a black-holed peer looks alive. */
    static final Duration UNACKNOWLEDGED = Duration.ofSeconds(10);
    /** Largest message in bytes; the largest object is 256 KiB. */
    static final int MAX_MESSAGE = 1 << 20;
    /** Streams wait while more than this is unsent. */
    static final long ROOM = 1 << 20;
    /** The session is closed when more than this is unsent. */
    static final long MAX_UNSENT = 8 << 20;
    /** Requests and streams that one peer may have open at once. */
    static final int MAX_OPEN = 256;

    private Limits() {}
}
