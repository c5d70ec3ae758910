package io.skerry.hub.rollout;

import io.skerry.hub.api.HubException;
import io.skerry.hub.application.ApplicationParts;
import io.skerry.hub.operation.OperationHandler;
import io.skerry.hub.operation.OperationSpec;
import io.skerry.hub.resource.Stored;
import io.skerry.model.release.OperationState;
import org.springframework.stereotype.Component;

/** Follows the rollout that a rollback began. */
@Component
class RollbackHandler implements OperationHandler {

    static final String ACTION = "rollback";

    private final ApplicationParts parts;
    private final Releases releases;
    private final Rollouts rollouts;

    RollbackHandler(ApplicationParts parts, Releases releases, Rollouts rollouts) {
        this.parts = parts;
        this.releases = releases;
        this.rollouts = rollouts;
    }

    @Override
    public String action() {
        return ACTION;
    }

    @Override
    public OperationState advance(Stored operation, OperationSpec spec, OperationState state) {
        var name = spec.input().get("application").asString();
        var application =
                parts.find(String.valueOf(operation.place().tenant()), name).orElseThrow(HubException::notFound);
        var rollout =
                releases.rolloutOf(application.place(), name, operation.name()).orElseThrow(HubException::notFound);
        return rollouts.follow(application, rollout, state);
    }
}
