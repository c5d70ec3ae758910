package io.skerry.hub.access;

import io.skerry.hub.api.HubException;
import io.skerry.hub.resource.KindDefinition;
import io.skerry.model.resource.Kind;
import org.springframework.stereotype.Component;

/** The kind {@code user}. Nobody deletes themselves. */
@Component
class UserKind implements KindDefinition<UserSpec> {

    @Override
    public Kind kind() {
        return Kind.USER;
    }

    @Override
    public Class<UserSpec> specType() {
        return UserSpec.class;
    }

    @Override
    public void admit(Admission<UserSpec> act) {
        if (act.after() == null && act.name().equals(act.caller().name())) {
            throw HubException.conflict("You cannot delete yourself.", "Let another administrator do it.");
        }
    }
}
