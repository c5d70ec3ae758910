package io.skerry.hub.rollout;

import io.skerry.hub.resource.KindDefinition;
import io.skerry.model.release.ReleaseSpec;
import io.skerry.model.resource.Kind;
import org.springframework.stereotype.Component;

/** The kind {@code release}: immutable, numbered. */
@Component
class ReleaseKind implements KindDefinition<ReleaseSpec> {

    @Override
    public Kind kind() {
        return Kind.RELEASE;
    }

    @Override
    public Class<ReleaseSpec> specType() {
        return ReleaseSpec.class;
    }

    @Override
    public boolean writable() {
        return false;
    }
}
