package io.skerry.hub.rollout;

import io.skerry.hub.api.HubException;
import io.skerry.hub.application.ApplicationParts;
import io.skerry.hub.application.Deployments;
import io.skerry.hub.operation.OperationHandler;
import io.skerry.hub.operation.OperationSpec;
import io.skerry.hub.operation.OperationStates;
import io.skerry.hub.resource.Stored;
import io.skerry.model.release.OperationState;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Brings the release that runs to where its application belongs now; nothing to do before the first one. */
@Component
class PlaceHandler implements OperationHandler {

    private final ApplicationParts parts;
    private final Releases releases;
    private final Rollouts rollouts;

    PlaceHandler(ApplicationParts parts, Releases releases, Rollouts rollouts) {
        this.parts = parts;
        this.releases = releases;
        this.rollouts = rollouts;
    }

    @Override
    public String action() {
        return Deployments.PLACE;
    }

    @Override
    public OperationState advance(Stored operation, OperationSpec spec, OperationState state) {
        var name = spec.input().get("application").asString();
        var application =
                parts.find(String.valueOf(operation.place().tenant()), name).orElseThrow(HubException::notFound);
        var place = application.place();
        var rollout = releases.rolloutOf(place, name, operation.name());
        if (rollout.isPresent()) {
            return rollouts.follow(application, rollout.get(), state);
        }
        var newest = releases.newestRollout(place, name);
        if (newest.isEmpty()) {
            return OperationStates.succeeded(state, List.of(), Map.of());
        }
        var release = newest.get().spec(RolloutSpec.class).release();
        releases.roll(place, name, release, parts.dataCenters(application), operation.name());
        return OperationStates.running(state, List.of());
    }
}
