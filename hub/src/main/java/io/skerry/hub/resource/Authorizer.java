package io.skerry.hub.resource;

import io.skerry.hub.api.Caller;
import org.jspecify.annotations.Nullable;

/** The one place that says who may do what; what it does not allow is refused. */
@FunctionalInterface
public interface Authorizer {

    /** What it says. */
    enum Decision {
        ALLOWED,
        /** The caller may see the place and lacks the verb: 403. */
        FORBIDDEN,
        /** The place is outside what the caller may see: 404. */
        HIDDEN
    }

    /** Decides about one verb on one kind in one place. */
    Decision decide(Caller caller, Verb verb, Place place, @Nullable String name);
}
