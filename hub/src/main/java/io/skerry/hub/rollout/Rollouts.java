package io.skerry.hub.rollout;

import io.skerry.hub.api.Json;
import io.skerry.hub.application.ApplicationParts;
import io.skerry.hub.datacenter.Presence;
import io.skerry.hub.event.EventSink;
import io.skerry.hub.operation.OperationStates;
import io.skerry.hub.projection.Remains;
import io.skerry.hub.resource.Stored;
import io.skerry.hub.resource.store.Resources;
import io.skerry.hub.resource.store.Statuses;
import io.skerry.model.error.Cause;
import io.skerry.model.error.ErrorCode;
import io.skerry.model.name.DataCenterName;
import io.skerry.model.release.OperationState;
import io.skerry.model.release.OperationState.Step;
import io.skerry.model.release.ReleaseSpec;
import io.skerry.model.release.RolloutState;
import io.skerry.model.release.RolloutState.InDataCenter;
import io.skerry.model.release.RolloutState.State;
import io.skerry.model.seen.ComponentSeen;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** Follows a rollout by what its data centers say. It ends when every reachable one is done; the others stay {@code waiting} in it. */
@Service
final class Rollouts {

    private final ApplicationParts parts;
    private final Releases releases;
    private final Statuses statuses;
    private final Presence presence;
    private final Remains remains;
    private final Resources resources;
    private final EventSink events;
    private final Clock clock;

    Rollouts(
            ApplicationParts parts,
            Releases releases,
            Statuses statuses,
            Presence presence,
            Remains remains,
            Resources resources,
            EventSink events,
            Clock clock) {
        this.parts = parts;
        this.releases = releases;
        this.statuses = statuses;
        this.presence = presence;
        this.remains = remains;
        this.resources = resources;
        this.events = events;
        this.clock = clock;
    }

    /** One look; the rollout's own status is brought up to date with it. */
    OperationState follow(Stored application, Stored rollout, OperationState operation) {
        var spec = rollout.spec(RolloutSpec.class);
        var newest =
                releases.newestRollout(application.place(), application.name()).orElseThrow();
        if (!newest.uid().equals(rollout.uid())) {
            var superseded = superseded(spec);
            keep(rollout, superseded);
            return OperationStates.failed(operation, operation.steps(), Objects.requireNonNull(superseded.cause()));
        }
        var found = look(application, rollout, spec);
        var sites = found.dataCenters();
        var cause = found.cause();
        var steps = steps(operation, spec, sites);
        return switch (found.state()) {
            case SUCCEEDED -> OperationStates.succeeded(operation, steps, result(application, spec));
            case WAITING ->
                someAreDone(sites.values())
                        ? OperationStates.succeeded(operation, steps, result(application, spec))
                        : OperationStates.running(operation, steps);
            case FAILED ->
                OperationStates.failed(
                        operation,
                        steps,
                        cause == null ? Cause.of(ErrorCode.NOT_READY, "It never became healthy.", null) : cause);
            default -> OperationStates.running(operation, steps);
        };
    }

    /** Brings a rollout whose operation has ended up to date: data centers that were away follow when they are back. */
    void refresh(Stored rollout) {
        var application = parts.find(
                String.valueOf(rollout.place().tenant()), rollout.place().scope());
        application.ifPresent(found -> {
            var newest = releases.newestRollout(found.place(), found.name()).orElseThrow();
            if (newest.uid().equals(rollout.uid())) {
                look(found, rollout, rollout.spec(RolloutSpec.class));
            } else {
                keep(rollout, superseded(rollout.spec(RolloutSpec.class)));
            }
        });
    }

    /** Those that are away follow later; where all are, nothing is done yet. */
    private static boolean someAreDone(Collection<InDataCenter> sites) {
        return sites.stream().anyMatch(site -> site.state() == State.SUCCEEDED);
    }

    private static RolloutState superseded(RolloutSpec spec) {
        var cause = Cause.of(ErrorCode.SUPERSEDED, "A newer rollout took its place.", null);
        return new RolloutState(spec.release(), spec.from(), State.SUPERSEDED, Map.of(), cause);
    }

    /** How far it is; kept as its status. */
    private RolloutState look(Stored application, Stored rollout, RolloutSpec spec) {
        var before = state(rollout);
        var sites = sites(application, spec);
        before.ifPresent(known -> sites.replaceAll(
                (dc, now) -> RolloutProgress.since(known.dataCenters().get(dc), now)));
        var state = RolloutProgress.of(sites.values());
        var cause = sites.values().stream()
                .map(InDataCenter::cause)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        var after = new RolloutState(spec.release(), spec.from(), state, sites, state == State.FAILED ? cause : null);
        if (before.isEmpty() || !before.get().equals(after)) {
            keep(rollout, after);
        }
        return after;
    }

    private Optional<RolloutState> state(Stored rollout) {
        return statuses.of(rollout).stream().findFirst().map(row -> Json.read(row.body(), RolloutState.class));
    }

    /** Its end is told once, however many look at it at a time. */
    private void keep(Stored rollout, RolloutState after) {
        var end = RolloutEnd.of(rollout, after);
        if (end.isPresent()) {
            resources.lock(rollout.place(), rollout.name());
            if (state(rollout).filter(before -> before.state() == after.state()).isEmpty()) {
                events.tell(end.get());
            }
        }
        statuses.put(rollout, after);
    }

    private Map<DataCenterName, InDataCenter> sites(Stored application, RolloutSpec spec) {
        var tenant = String.valueOf(application.place().tenant());
        var released = releases.get(application.place(), application.name(), spec.release());
        var components = parts.components(tenant, application.name()).stream()
                .filter(component -> released.components().containsKey(component.name()))
                .toList();
        var sites = new LinkedHashMap<DataCenterName, InDataCenter>();
        for (var dc : spec.dataCenters()) {
            var seen = components.stream().map(component -> seen(component, dc)).toList();
            sites.put(
                    new DataCenterName(dc),
                    RolloutProgress.inDataCenter(spec.release(), seen, presence.awaited(dc), clock.instant()));
        }
        remains.unsaid(components.stream().map(Stored::uid).toList())
                .forEach(left -> sites.computeIfPresent(
                        new DataCenterName(left.dc()),
                        (dc, _) -> RolloutProgress.unsaid(left.message(), clock.instant())));
        return sites;
    }

    private Optional<ComponentSeen> seen(Stored component, String dc) {
        return statuses.of(component).stream()
                .filter(row -> row.dc().equals(dc) && row.part().isEmpty())
                .map(row -> Json.read(row.body(), ComponentSeen.class))
                .findFirst();
    }

    private List<Step> steps(OperationState before, RolloutSpec spec, Map<DataCenterName, InDataCenter> sites) {
        var steps = new ArrayList<Step>(before.steps().stream()
                .filter(step -> ReleasePhase.isStep(step)
                        || (step.dataCenter() == null && step.name().startsWith("build ")))
                .toList());
        sites.forEach((dc, site) -> {
            var state = RolloutProgress.step(site.state());
            steps.add(new Step(dc, "release " + spec.release(), state, null, null, RolloutProgress.words(site)));
        });
        return steps;
    }

    private Map<String, Object> result(Stored application, RolloutSpec spec) {
        ReleaseSpec release = releases.get(application.place(), application.name(), spec.release());
        return Map.of(
                "release",
                spec.release(),
                "components",
                List.copyOf(release.components().keySet()));
    }
}
