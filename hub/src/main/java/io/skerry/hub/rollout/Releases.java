package io.skerry.hub.rollout;

import io.skerry.hub.api.Caller;
import io.skerry.hub.api.HubException;
import io.skerry.hub.api.Json;
import io.skerry.hub.resource.Place;
import io.skerry.hub.resource.Stored;
import io.skerry.hub.resource.store.Resources;
import io.skerry.model.release.ReleaseSpec;
import io.skerry.model.release.ReleaseSpec.ReleasedComponent;
import io.skerry.model.resource.Kind;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** An application's releases and the rollouts that carry them. */
@Service
final class Releases {

    private final Resources resources;

    Releases(Resources resources) {
        this.resources = resources;
    }

    /** The release of that number. */
    ReleaseSpec get(Place application, String name, long number) {
        return resources
                .find(releases(application, name), "r" + number)
                .map(found -> found.spec(ReleaseSpec.class))
                .orElseThrow(() ->
                        HubException.invalid("/release", "There is no release " + number + " of '" + name + "'."));
    }

    /** Every release, oldest first. */
    List<ReleaseSpec> all(Place application, String name) {
        return resources.all(releases(application, name)).stream()
                .map(found -> found.spec(ReleaseSpec.class))
                .sorted(Comparator.comparingLong(ReleaseSpec::number))
                .toList();
    }

    ReleaseSpec create(
            Place application, String name, String reason, String by, Map<String, ReleasedComponent> components) {
        var number = all(application, name).stream()
                        .mapToLong(ReleaseSpec::number)
                        .max()
                        .orElse(0)
                + 1;
        var release = new ReleaseSpec(number, reason, by, components);
        resources.create(Caller.PLATFORM, releases(application, name), "r" + number, Map.of(), Json.tree(release));
        return release;
    }

    /** The rollout that an operation began; empty if it has not. */
    Optional<Stored> rolloutOf(Place application, String name, String operation) {
        return resources.all(rollouts(application, name)).stream()
                .filter(found -> found.spec(RolloutSpec.class).operation().equals(operation))
                .findFirst();
    }

    /** The newest rollout; empty if there is none. */
    Optional<Stored> newestRollout(Place application, String name) {
        return resources.all(rollouts(application, name)).stream()
                .max(Comparator.comparingLong(
                        found -> found.spec(RolloutSpec.class).sequence()));
    }

    Stored roll(Place application, String name, long release, List<String> dataCenters, String operation) {
        var before = newestRollout(application, name).map(found -> found.spec(RolloutSpec.class));
        var spec = new RolloutSpec(
                before.map(RolloutSpec::sequence).orElse(0L) + 1,
                release,
                before.map(RolloutSpec::release).orElse(null),
                dataCenters,
                operation);
        return resources.create(
                Caller.PLATFORM, rollouts(application, name), "rollout-" + spec.sequence(), Map.of(), Json.tree(spec));
    }

    static Place releases(Place application, String name) {
        return Place.application(Kind.RELEASE, String.valueOf(application.tenant()), name);
    }

    static Place rollouts(Place application, String name) {
        return Place.application(Kind.ROLLOUT, String.valueOf(application.tenant()), name);
    }
}
