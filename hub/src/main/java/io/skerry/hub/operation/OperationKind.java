package io.skerry.hub.operation;

import io.skerry.hub.resource.KindDefinition;
import io.skerry.model.resource.Kind;
import org.springframework.stereotype.Component;

/** The kind {@code operation}; Skerry writes it, its status is an {@link io.skerry.model.release.OperationState}. */
@Component
class OperationKind implements KindDefinition<OperationSpec> {

    @Override
    public Kind kind() {
        return Kind.OPERATION;
    }

    @Override
    public Class<OperationSpec> specType() {
        return OperationSpec.class;
    }

    @Override
    public boolean writable() {
        return false;
    }
}
