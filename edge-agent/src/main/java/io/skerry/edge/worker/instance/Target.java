package io.skerry.edge.worker.instance;

import io.skerry.model.application.ComponentSpec;
import io.skerry.model.application.Effective;
import io.skerry.model.application.Probes;
import io.skerry.model.application.UpdatePolicy;
import io.skerry.model.name.ComponentRef;
import io.skerry.model.quantity.TimeSpan;
import io.skerry.model.site.WantedComponent;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A component as it is to run, every default filled in.
 *
 * @param revision equal for two targets whose instances would be the same: a scale, new probes or an untouched component of a new
 *     release restart nothing
 * @param probesAssumed whether the tenant said nothing about probes
 */
public record Target(WantedComponent wanted, String revision, boolean probesAssumed) {

    /** The target behind a wanted object. */
    public static Target of(WantedComponent wanted) {
        var effective = new WantedComponent(
                wanted.component(),
                wanted.uid(),
                wanted.generation(),
                wanted.release(),
                wanted.replicas(),
                Effective.of(wanted.spec()),
                wanted.artifact(),
                wanted.commit());
        return new Target(effective, Revision.of(effective), wanted.spec().probes() == null);
    }

    /** Whose target it is. */
    public ComponentRef component() {
        return wanted.component();
    }

    /** The effective spec. */
    public ComponentSpec spec() {
        return wanted.spec();
    }

    /** How to go from one revision to the next, every field set. */
    public UpdatePolicy update() {
        return Effective.update(spec().update());
    }

    /** The probes; none at all when the component has no port to ask. */
    public @Nullable Probes probes() {
        return spec().probes();
    }

    /** How long a new instance may take until it is ready. */
    public Duration readyWithin() {
        return of(update().readyWithin());
    }

    /** From TERM to KILL. */
    public Duration grace() {
        return of(update().grace());
    }

    /** From leaving the gateways' tables to TERM. */
    public Duration drain() {
        return of(update().drain());
    }

    private static Duration of(@Nullable TimeSpan span) {
        return Objects.requireNonNull(span).duration();
    }
}
