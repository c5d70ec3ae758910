package io.skerry.hub.rollout;

import io.skerry.hub.api.HubException;
import io.skerry.hub.api.Json;
import io.skerry.hub.application.ApplicationParts;
import io.skerry.hub.application.Deployments;
import io.skerry.hub.build.Builds;
import io.skerry.hub.operation.OperationHandler;
import io.skerry.hub.operation.OperationSpec;
import io.skerry.hub.operation.OperationStates;
import io.skerry.hub.operation.Operations;
import io.skerry.hub.resource.Stored;
import io.skerry.hub.resource.store.Resources;
import io.skerry.model.application.ComponentSpec;
import io.skerry.model.build.BuildResult;
import io.skerry.model.error.Cause;
import io.skerry.model.error.ErrorCode;
import io.skerry.model.release.OperationState;
import io.skerry.model.release.OperationState.State;
import io.skerry.model.release.OperationState.Step;
import io.skerry.model.release.ReleaseSpec;
import io.skerry.model.release.ReleaseSpec.ReleasedComponent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Drives a deployment: builds, then one release of all components, then its release commands, then its rollout. */
@Component
class DeployHandler implements OperationHandler {

    /** What the operation notes of its release while the commands of it run. */
    private static final String RELEASE = "release";

    private final ApplicationParts parts;
    private final Builds builds;
    private final Releases releases;
    private final Rollouts rollouts;
    private final ReleasePhase phase;
    private final Operations operations;
    private final Resources resources;

    DeployHandler(
            ApplicationParts parts,
            Builds builds,
            Releases releases,
            Rollouts rollouts,
            ReleasePhase phase,
            Operations operations,
            Resources resources) {
        this.parts = parts;
        this.builds = builds;
        this.releases = releases;
        this.rollouts = rollouts;
        this.phase = phase;
        this.operations = operations;
        this.resources = resources;
    }

    @Override
    public String action() {
        return Deployments.ACTION;
    }

    @Override
    public OperationState advance(Stored operation, OperationSpec spec, OperationState state) {
        var input = Json.read(spec.input(), Deployments.Input.class);
        var tenant = Objects.requireNonNull(operation.place().tenant());
        var application = parts.find(tenant, input.application());
        if (application.isEmpty() || application.get().deleting() != null) {
            noted(state)
                    .flatMap(number -> application.map(found -> releases.get(found.place(), found.name(), number)))
                    .ifPresent(release -> phase.cancel(operation, release));
            builds.cancelOthers(tenant, input.application(), Set.of());
            return OperationStates.failed(
                    state, state.steps(), Cause.of(ErrorCode.SUPERSEDED, "The application is being deleted.", null));
        }
        var place = application.get().place();
        var rollout = releases.rolloutOf(place, input.application(), operation.name());
        if (rollout.isPresent()) {
            return rollouts.follow(application.get(), rollout.get(), state);
        }
        var release = noted(state).map(number -> releases.get(place, input.application(), number));
        if (release.isEmpty()) {
            // A newer one's first step waits for the end of this one, so that its builds are not taken for this one's
            // leavings.
            resources.lock(place, input.application());
        }
        if (operations.isOvertaken(operation, input.application())
                && release.filter(made -> phase.hasBegun(operation, made)).isEmpty()) {
            return overtaken(state);
        }
        return release.isPresent()
                ? phase(operation, input, application.get(), release.get(), state)
                : build(operation, input, application.get(), spec, state);
    }

    private OperationState build(
            Stored operation, Deployments.Input input, Stored application, OperationSpec spec, OperationState state) {
        var tenant = String.valueOf(application.place().tenant());
        var sites = parts.dataCenters(application);
        var steps = new ArrayList<Step>();
        var released = new LinkedHashMap<String, ReleasedComponent>();
        var wanted = new HashSet<UUID>();
        var waiting = false;
        for (var component : parts.components(tenant, input.application())) {
            var described = component.spec(ComponentSpec.class);
            if (described.source() == null) {
                released.put(component.name(), new ReleasedComponent(without(described), null, null, null));
                continue;
            }
            var progress = builds.ensure(component, described, operation.created(), sites);
            wanted.add(progress.build().uid());
            steps.add(step(component.name(), progress));
            if (state.state() == State.CANCELLING && !progress.ended()) {
                builds.cancel(progress.build());
            }
            if (progress.ended() && progress.result().state() != BuildResult.State.SUCCEEDED) {
                return failed(state, steps, progress);
            }
            waiting |= !progress.ended();
            released.put(
                    component.name(),
                    new ReleasedComponent(
                            without(described),
                            progress.result().artifact(),
                            progress.result().source(),
                            progress.build().name()));
            if (input.processTypes() && progress.ended()) {
                waiting |= parts.addProcessTypes(component, progress.result().detection());
            }
        }
        // what the deployments before this one were building, and this one does not use
        builds.cancelOthers(tenant, input.application(), wanted);
        if (state.state() == State.CANCELLING && !waiting) {
            return OperationStates.with(state, State.CANCELLED);
        }
        if (waiting) {
            return OperationStates.running(state, steps);
        }
        var release = release(input, application, spec, released, sites);
        var running = OperationStates.running(state, steps);
        if (!ReleasePhase.of(release).isEmpty()) {
            return OperationStates.noting(running, Map.of(RELEASE, release.number()));
        }
        releases.roll(application.place(), input.application(), release.number(), sites, operation.name());
        return OperationStates.committed(running);
    }

    private static Optional<Long> noted(OperationState state) {
        return Optional.ofNullable(state.result())
                .map(result -> result.get(RELEASE))
                .map(number -> ((Number) number).longValue());
    }

    /** The newer one uses the builds of this one or cancels them. */
    private static OperationState overtaken(OperationState state) {
        var message = "A newer deployment took its place.";
        var steps = state.steps().stream()
                .map(step -> step.state().ended() ? step : left(step, message))
                .toList();
        return OperationStates.failed(state, steps, Cause.of(ErrorCode.SUPERSEDED, message, null));
    }

    private static Step left(Step step, String message) {
        return new Step(step.dataCenter(), step.name(), State.CANCELLED, null, null, message);
    }

    private OperationState phase(
            Stored operation, Deployments.Input input, Stored application, ReleaseSpec release, OperationState state) {
        var before = state.steps().stream()
                .filter(step -> !ReleasePhase.isStep(step))
                .toList();
        var now = phase.look(operation, application, release, state, before);
        if (!now.done()) {
            return now.operation();
        }
        // A command that had begun was let end; traffic moves for the newest deployment only, and for none that was
        // cancelled meanwhile.
        if (state.state() == State.CANCELLING) {
            return OperationStates.with(now.operation(), State.CANCELLED);
        }
        if (operations.isOvertaken(operation, input.application())) {
            return overtaken(now.operation());
        }
        releases.roll(
                application.place(),
                input.application(),
                release.number(),
                parts.dataCenters(application),
                operation.name());
        return OperationStates.committed(now.operation());
    }

    private ReleaseSpec release(
            Deployments.Input input,
            Stored application,
            OperationSpec spec,
            Map<String, ReleasedComponent> released,
            List<String> sites) {
        if (sites.isEmpty()) {
            throw HubException.of(
                    ErrorCode.NO_DATA_CENTER,
                    "There is no data center yet that could run it.",
                    "Add one: skerry dc add NAME.");
        }
        return releases.create(application.place(), input.application(), input.reason(), spec.by(), released);
    }

    private static OperationState failed(OperationState state, List<Step> steps, Builds.Progress progress) {
        if (progress.result().state() == BuildResult.State.CANCELLED) {
            return OperationStates.with(OperationStates.running(state, steps), State.CANCELLED);
        }
        var cause = progress.cause() != null
                ? progress.cause()
                : Cause.of(ErrorCode.BUILD_FAILED, "The build failed.", "Its log says why.");
        return OperationStates.failed(state, steps, cause);
    }

    private static Step step(String component, Builds.Progress progress) {
        var result = progress.result();
        var state = switch (result.state()) {
            case QUEUED -> State.QUEUED;
            case RUNNING -> State.RUNNING;
            case SUCCEEDED -> State.SUCCEEDED;
            case CANCELLED -> State.CANCELLED;
            case FAILED, LOST -> State.FAILED;
        };
        return new Step(null, "build " + component + " " + progress.build().name(), state, null, null, result.step());
    }

    private static ComponentSpec without(ComponentSpec spec) {
        var tree = Json.tree(spec);
        if (tree instanceof tools.jackson.databind.node.ObjectNode object) {
            object.remove("replicas");
            return Json.read(object, ComponentSpec.class);
        }
        throw HubException.invalid("/spec", "A spec is an object.");
    }
}
