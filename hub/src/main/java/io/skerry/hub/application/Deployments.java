package io.skerry.hub.application;

import io.skerry.hub.api.Caller;
import io.skerry.hub.operation.Operations;
import io.skerry.hub.resource.Place;
import io.skerry.hub.resource.Stored;
import io.skerry.model.resource.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Asks for a release of an application: build what is to be built, number it, bring it to its data centers. One for a whole {@code :apply}. */
@Service
public final class Deployments {

    /** Names the handler of deployments. */
    public static final String ACTION = "deploy";

    /** Names the handler that brings what runs to where an application belongs now. */
    public static final String PLACE = "place";

    private static final ScopedValue<Together> TOGETHER = ScopedValue.newInstance();

    private final Operations operations;

    Deployments(Operations operations) {
        this.operations = operations;
    }

    /** What one {@code :apply} gathers until its end. */
    private static final class Together {
        private boolean wanted;
        private boolean moved;
        private final List<Runnable> checks = new ArrayList<>();
    }

    /**
     * What a deployment is given.
     *
     * @param processTypes every process type of the source becomes a component
     * @param left what was left out of what is deployed, a sentence each; absent if nothing could be
     */
    public record Input(
            String application,
            String reason,
            boolean processTypes,
            @Nullable List<String> left) {}

    /** Asks for one, or notes that the running {@link #together} wants one. */
    void request(Caller caller, Place parts, String reason) {
        if (TOGETHER.isBound()) {
            TOGETHER.get().wanted = true;
            return;
        }
        start(caller, parts, new Input(parts.scope(), reason, false, null));
    }

    /** Builds and releases an application as it is described: what its sources hold has changed. */
    public Stored redeploy(Caller caller, String tenant, String application, String reason) {
        var parts = Place.application(Kind.COMPONENT, tenant, application);
        return start(caller, parts, new Input(application, reason, true, null));
    }

    /** An application belongs elsewhere than before: asks for a rollout of what runs, or notes that the running {@link #together} needs one. */
    void moved(Caller caller, Place application, String name) {
        if (TOGETHER.isBound()) {
            TOGETHER.get().moved = true;
            return;
        }
        place(caller, application, name);
    }

    /** Runs a check at the end of the running {@link #together}, or now. */
    static void atTheEnd(Runnable check) {
        if (TOGETHER.isBound()) {
            TOGETHER.get().checks.add(check);
        } else {
            check.run();
        }
    }

    /** Does several acts and then asks for at most one deployment; {@code always} even if none of them wanted it. */
    Optional<Stored> together(Caller caller, Place parts, Input input, boolean always, Supplier<Boolean> acts) {
        var gathered = new Together();
        var release = ScopedValue.where(TOGETHER, gathered).call(acts::get);
        gathered.checks.forEach(Runnable::run);
        if (release && (always || gathered.wanted)) {
            return Optional.of(start(caller, parts, input));
        }
        return gathered.moved ? Optional.of(place(caller, parts, input.application())) : Optional.empty();
    }

    /** Does acts that belong to a deployment under way and want none of their own. */
    static void quietly(Runnable acts) {
        ScopedValue.where(TOGETHER, new Together()).run(acts);
    }

    private Stored place(Caller caller, Place parts, String application) {
        var tenant = Objects.requireNonNull(parts.tenant());
        var target = Place.tenant(Kind.APPLICATION, tenant).path(application);
        return operations.start(caller, tenant, PLACE, target, Map.of("application", application), false);
    }

    private Stored start(Caller caller, Place parts, Input input) {
        var tenant = Objects.requireNonNull(parts.tenant());
        var target = Place.tenant(Kind.APPLICATION, tenant).path(input.application());
        return operations.start(caller, tenant, ACTION, target, input, true);
    }

    /** An operation that had nothing to do has no name; this is how the API says so. */
    static Map<String, Object> nothingToDo() {
        return Map.of("changes", List.of());
    }
}
