package io.skerry.hub.rollout;

import io.skerry.hub.resource.KindDefinition;
import io.skerry.model.resource.Kind;
import org.springframework.stereotype.Component;

/** The kind {@code rollout}; its status is a {@link io.skerry.model.release.RolloutState}. */
@Component
class RolloutKind implements KindDefinition<RolloutSpec> {

    @Override
    public Kind kind() {
        return Kind.ROLLOUT;
    }

    @Override
    public Class<RolloutSpec> specType() {
        return RolloutSpec.class;
    }

    @Override
    public boolean writable() {
        return false;
    }
}
