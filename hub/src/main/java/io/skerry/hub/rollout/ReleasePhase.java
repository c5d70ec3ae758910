package io.skerry.hub.rollout;

import io.skerry.hub.api.HubException;
import io.skerry.hub.application.ApplicationParts;
import io.skerry.hub.operation.OperationStates;
import io.skerry.hub.resource.Place;
import io.skerry.hub.resource.Stored;
import io.skerry.hub.resource.store.Resources;
import io.skerry.hub.run.Runs;
import io.skerry.model.application.RunSpec;
import io.skerry.model.error.Cause;
import io.skerry.model.release.OperationState;
import io.skerry.model.release.OperationState.State;
import io.skerry.model.release.OperationState.Step;
import io.skerry.model.release.ReleaseSpec;
import io.skerry.model.resource.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.stereotype.Service;

/**
 * What a release does before traffic moves: the release command of each source, once, in the first data center of the placement. None is
 * tried a second time; one that fails ends the deployment, and what served goes on serving.
 */
@Service
final class ReleasePhase {

    /** Begins the names of its steps, which end with the instance that ran. */
    static final String STEP = "release command ";

    private static final String PROCESS = "release";
    private static final Duration LIMIT = Duration.ofHours(1);

    private final ApplicationParts parts;
    private final Resources resources;
    private final Runs runs;

    ReleasePhase(ApplicationParts parts, Resources resources, Runs runs) {
        this.parts = parts;
        this.resources = resources;
        this.runs = runs;
    }

    /**
     * What one look saw.
     *
     * @param done whether every command ended well
     */
    record Look(OperationState operation, boolean done) {

        private static Look at(OperationState operation) {
            return new Look(operation, false);
        }
    }

    /** The components whose release command is run: one for each source that has one. Pure. */
    static List<String> of(ReleaseSpec release) {
        var artifacts = new HashSet<String>();
        var found = new ArrayList<String>();
        var byName = new TreeMap<String, ReleaseSpec.ReleasedComponent>(ReleasePhase::webFirst);
        byName.putAll(release.components());
        byName.forEach((name, component) -> {
            var artifact = component.artifact();
            if (artifact != null && artifact.processes().containsKey(PROCESS) && artifacts.add(artifact.digest())) {
                found.add(name);
            }
        });
        return found;
    }

    /** The component that is the source itself stands for the others made of it. */
    private static int webFirst(String one, String other) {
        return one.equals(other) ? 0 : one.equals("web") ? -1 : other.equals("web") ? 1 : one.compareTo(other);
    }

    /** Whether a command of this deployment was ordered already. */
    boolean hasBegun(Stored operation, ReleaseSpec release) {
        return of(release).stream()
                .anyMatch(component ->
                        runs.dataCenterOf(command(operation, component)).isPresent());
    }

    /** Asks for the end of whatever of it is under way. */
    void cancel(Stored operation, ReleaseSpec release) {
        of(release).stream()
                .map(component -> command(operation, component))
                .filter(id -> runs.dataCenterOf(id).isPresent())
                .forEach(id -> runs.cancel(id, operation.place().tenant()));
    }

    /**
     * One look.
     *
     * @param before the steps of what was done before
     * @return the operation as it is now
     */
    Look look(Stored operation, Stored application, ReleaseSpec release, OperationState state, List<Step> before) {
        var cancelling = state.state() == State.CANCELLING;
        var steps = new ArrayList<>(before);
        for (var component : of(release)) {
            var id = command(operation, component);
            var where = runs.dataCenterOf(id)
                    .or(() -> cancelling ? Optional.empty() : begin(operation, application, release, component));
            if (where.isEmpty()) {
                return Look.at(cancelling ? cancelled(state, steps) : OperationStates.running(state, steps));
            }
            if (cancelling) {
                runs.cancel(id, operation.place().tenant());
            }
            var progress = runs.progress(id);
            steps.add(runs.step(where.get(), STEP + component + " " + instance(id, component), progress));
            switch (progress.state()) {
                case FAILED -> {
                    return Look.at(OperationStates.failed(state, steps, failure(component, release, progress)));
                }
                case CANCELLED -> {
                    return Look.at(cancelled(state, steps));
                }
                case QUEUED, RUNNING, CANCELLING -> {
                    return Look.at(OperationStates.running(state, steps));
                }
                case SUCCEEDED -> {
                    // The next one.
                }
            }
        }
        return new Look(OperationStates.running(state, steps), true);
    }

    /** The steps that belong to it, for those that go on after it. */
    static boolean isStep(Step step) {
        return step.name().startsWith(STEP);
    }

    /** Orders a command; empty while one of an earlier deployment is under way, since two must not work on the same data at once. */
    private Optional<String> begin(Stored operation, Stored application, ReleaseSpec release, String component) {
        resources.lock(application.place(), application.name());
        var target = application.path() + ":release";
        var tenant = String.valueOf(application.place().tenant());
        if (runs.isOpen(target)) {
            return Optional.empty();
        }
        var dc = parts.inOrder(application).getFirst();
        var root = resources
                .find(Place.application(Kind.COMPONENT, tenant, application.name()), component)
                .orElseThrow(HubException::notFound);
        var released = Objects.requireNonNull(release.components().get(component));
        var wanted =
                ComponentProjector.wanted(root, resources.get(Place.platform(Kind.DATA_CENTER), dc), release, released);
        var own = wanted.spec().run();
        var run = new RunSpec(PROCESS, null, own == null ? null : own.workingDirectory());
        var id = command(operation, component);
        runs.order(id, dc, target, instance(id, component), wanted, run, LIMIT);
        return Optional.of(dc);
    }

    private static OperationState cancelled(OperationState state, List<Step> steps) {
        return OperationStates.with(OperationStates.running(state, steps), State.CANCELLED);
    }

    private static Cause failure(String component, ReleaseSpec release, Runs.Progress progress) {
        var why = Objects.requireNonNull(progress.cause());
        return new Cause(
                why.code(),
                "The release command of " + component + " failed, so release " + release.number()
                        + " takes no traffic. " + why.message(),
                "What served before goes on. "
                        + Objects.requireNonNullElse(why.advice(), "Look at its output, then deploy again."),
                why.exitCode(),
                why.lastLines());
    }

    private static String command(Stored operation, String component) {
        return operation.name() + "-release-" + component;
    }

    private static String instance(String command, String component) {
        return Runs.instanceFor(component, command);
    }
}
