package io.skerry.hub.application;

import io.skerry.hub.api.Caller;
import io.skerry.hub.operation.OperationHandler;
import io.skerry.hub.operation.OperationSpec;
import io.skerry.hub.operation.OperationStates;
import io.skerry.hub.projection.Remains;
import io.skerry.hub.resource.Stored;
import io.skerry.hub.resource.store.Resources;
import io.skerry.model.name.DataCenterName;
import io.skerry.model.release.OperationState;
import io.skerry.model.release.OperationState.State;
import io.skerry.model.release.OperationState.Step;
import io.skerry.model.resource.Kind;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Ends a deletion once nothing is left anywhere; until then its steps say what is. */
@Component
class DeleteHandler implements OperationHandler {

    private static final List<Kind> RUNNING_PARTS = List.of(Kind.ROUTE, Kind.COMPONENT);
    private static final List<Kind> RECORDS = List.of(Kind.ROLLOUT, Kind.RELEASE, Kind.BUILD);

    private final Resources resources;
    private final Deletions deletions;
    private final Remains remains;

    DeleteHandler(Resources resources, Deletions deletions, Remains remains) {
        this.resources = resources;
        this.deletions = deletions;
        this.remains = remains;
    }

    @Override
    public String action() {
        return Deletions.ACTION;
    }

    @Override
    public OperationState advance(Stored operation, OperationSpec spec, OperationState state) {
        var uid = UUID.fromString(spec.input().get("uid").asString());
        var object = resources.find(uid);
        if (object.isEmpty()) {
            return OperationStates.succeeded(state, state.steps(), Map.of());
        }
        if (object.get().place().kind() == Kind.APPLICATION) {
            return application(object.get(), state);
        }
        var left = remains.of(uid);
        if (!left.isEmpty()) {
            return OperationStates.running(
                    state, left.stream().map(DeleteHandler::step).toList());
        }
        resources.remove(object.get());
        return OperationStates.succeeded(state, List.of(), Map.of());
    }

    private OperationState application(Stored application, OperationState state) {
        var parts = deletions.parts(application, RUNNING_PARTS);
        parts.stream()
                .filter(part -> part.deleting() == null)
                .forEach(part -> resources.delete(Caller.PLATFORM, part.place(), part.name(), null));
        if (!parts.isEmpty()) {
            var steps = parts.stream()
                    .flatMap(part -> remains.of(part.uid()).stream())
                    .map(DeleteHandler::step)
                    .toList();
            return OperationStates.running(state, steps);
        }
        deletions.parts(application, RECORDS).forEach(resources::remove);
        resources.remove(application);
        return OperationStates.succeeded(state, List.of(), Map.of());
    }

    private static Step step(Remains.Left left) {
        return new Step(
                new DataCenterName(left.dc()), "remove " + left.key(), State.RUNNING, null, null, left.message());
    }
}
