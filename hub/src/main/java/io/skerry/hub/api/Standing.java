package io.skerry.hub.api;

import java.util.Optional;

/** Says anew who sent a request, for those that last: a session ends, a token is deleted, an administrator is one no more. */
@FunctionalInterface
public interface Standing {

    /** The request attribute that holds it. */
    String ATTRIBUTE = "io.skerry.standing";

    /** The caller as they are now; empty once they would not be let in any more. */
    Optional<Caller> caller();
}
