package io.skerry.hub.access;

import io.skerry.hub.api.Caller;
import io.skerry.hub.resource.Authorizer;
import io.skerry.hub.resource.Place;
import io.skerry.hub.resource.Verb;
import io.skerry.model.resource.Kind;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The one authorizer. Administrators may everything; others see themselves; what is not said is hidden. */
@Component
class RoleAuthorizer implements Authorizer {

    @Override
    public Decision decide(Caller caller, Verb verb, Place place, @Nullable String name) {
        if (caller.administrator()) {
            return Decision.ALLOWED;
        }
        if (place.kind() == Kind.USER && caller.name().equals(name)) {
            return verb == Verb.READ ? Decision.ALLOWED : Decision.FORBIDDEN;
        }
        return Decision.HIDDEN;
    }
}
