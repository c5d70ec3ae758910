package io.skerry.edge.worker;

import io.skerry.edge.runtime.Launch;
import io.skerry.edge.worker.instance.ExitCause;
import io.skerry.edge.worker.instance.Instance;
import io.skerry.edge.worker.instance.Life;
import io.skerry.edge.worker.instance.Target;
import io.skerry.edge.worker.instance.Timings;
import io.skerry.edge.worker.plan.Gateways;
import io.skerry.edge.worker.plan.Halt;
import io.skerry.edge.worker.plan.Situation;
import io.skerry.edge.worker.probe.Finding;
import io.skerry.model.error.Cause;
import io.skerry.model.seen.ComponentSeen;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What one component's loop knows; used by that loop's thread only. Events go in here, plans are made from it, steps change it. */
final class ComponentState {

    /** An instance with what it was launched with and, once its address is gone, the store's revision without it. */
    private record Known(Instance instance, Launch launch, long withoutAddress) {}

    private final Timings timings;
    private final @Nullable ComponentSeen earlier;
    private final Map<String, Known> known = new LinkedHashMap<>();
    private final Set<String> replace = new HashSet<>();
    private @Nullable Target target;
    private @Nullable Target last;
    private long siteVersion;
    private boolean wantedBefore;
    private @Nullable Halt halt;
    private @Nullable Cause blocked;

    /** @param earlier what an earlier worker reported last */
    ComponentState(Timings timings, @Nullable ComponentSeen earlier) {
        this.timings = timings;
        this.earlier = earlier;
    }

    @Nullable
    Target target() {
        return target;
    }

    /** The target, or the last one if the component is to go; null if it never had one. */
    @Nullable
    Target lastTarget() {
        return last;
    }

    long siteVersion() {
        return siteVersion;
    }

    @Nullable
    Cause blocked() {
        return blocked;
    }

    void blocked(@Nullable Cause why) {
        blocked = why;
    }

    Set<String> replace() {
        return replace;
    }

    void halt(@Nullable Halt stopped) {
        halt = stopped;
    }

    List<Instance> instances() {
        return known.values().stream().map(Known::instance).toList();
    }

    Instance instance(String id) {
        return entry(id).instance();
    }

    Launch launch(String id) {
        return entry(id).launch();
    }

    long withoutAddress(String id) {
        return entry(id).withoutAddress();
    }

    private Known entry(String id) {
        var entry = known.get(id);
        if (entry == null) {
            throw new IllegalStateException("no instance " + id);
        }
        return entry;
    }

    /** Takes over an instance of an earlier worker; what it was made from is the last target until another is known. */
    void adopt(Instance instance, Launch launch) {
        last = instance.target();
        add(instance, launch);
    }

    void add(Instance instance, Launch launch) {
        known.put(instance.id(), new Known(instance, launch, 0));
    }

    void remove(String id) {
        known.remove(id);
        replace.remove(id);
    }

    void change(String id, UnaryOperator<Instance> change) {
        known.computeIfPresent(
                id, (any, was) -> new Known(change.apply(was.instance()), was.launch(), was.withoutAddress()));
    }

    void addressGone(String id, long revision) {
        known.computeIfPresent(id, (any, was) -> new Known(was.instance().published(false), was.launch(), revision));
    }

    Situation situation(List<String> waitsFor, Gateways gateways, Instant now) {
        return new Situation(target, waitsFor, replace, halt, instances(), gateways, timings, now);
    }

    /** Takes in what happened. */
    void fold(Event event, Instant now) {
        switch (event) {
            case Event.Wanted wanted -> wanted(wanted.target(), wanted.siteVersion());
            case Event.Unwanted _ -> target = null;
            case Event.Began began -> change(began.instance(), was -> was.started(now));
            case Event.Refused refused ->
                change(refused.instance(), was -> was.failedToStart(refused.why(), timings, now));
            case Event.Ended ended ->
                change(ended.instance(), was -> begun(was, now).ended(ExitCause.of(ended.exit()), timings, now));
            case Event.Found found -> change(found.instance(), was -> found(was, found.finding(), now));
            case Event.Restart _ -> {
                // Asked for by a person: what failed before gets another try.
                halt = null;
                instances().stream().filter(Instance::live).map(Instance::id).forEach(replace::add);
            }
            case Event.LookAgain _ -> {}
        }
    }

    /** A process that ended had begun, even if nobody was told. */
    private static Instance begun(Instance was, Instant now) {
        return was.life() instanceof Life.Starting ? was.started(now) : was;
    }

    private static Instance found(Instance was, Finding finding, Instant now) {
        return switch (finding) {
            case Finding.Ready _ -> was.probed(true, null, now);
            case Finding.Unready unready -> was.probed(false, unready.why(), now);
            case Finding.Sick sick -> was.sick(sick.why());
        };
    }

    private void wanted(Target now, long version) {
        if (!wantedBefore) {
            wantedBefore = true;
            halt = Halt.remembered(earlier, now).orElse(null);
        }
        target = now;
        last = now;
        siteVersion = version;
        instances().stream()
                .filter(instance -> instance.revision().equals(now.revision()))
                .forEach(instance -> change(instance.id(), was -> was.with(now)));
    }
}
