package io.skerry.edge.worker;

import io.skerry.edge.runtime.Workload;
import io.skerry.edge.worker.instance.ExitCause;
import io.skerry.edge.worker.instance.Instance;
import io.skerry.edge.worker.instance.Target;
import io.skerry.edge.worker.launch.Launcher;
import io.skerry.edge.worker.plan.Plan;
import io.skerry.edge.worker.plan.SeenView;
import io.skerry.edge.worker.plan.Situation;
import io.skerry.edge.worker.plan.Step;
import io.skerry.edge.worker.restart.RestartOrder;
import io.skerry.model.error.Cause;
import io.skerry.model.error.LogKeys;
import io.skerry.model.name.ComponentRef;
import io.skerry.model.seen.ComponentSeen;
import io.skerry.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One component's control loop: takes events in, plans, does the steps, reports; sleeps until the next event or the plan's next date. */
final class ComponentLoop {

    private static final Logger LOG = LoggerFactory.getLogger(ComponentLoop.class);
    private static final Duration FOR_EVER = Duration.ofDays(1);

    private final ComponentRef component;
    private final Site site;
    private final ComponentState state;
    private final Applier applier;
    private final Probers probers;
    private final Reporter reporter;
    private final Predicate<ComponentLoop> retire;
    private final BlockingQueue<Event> inbox = new LinkedBlockingQueue<>();
    private final List<RestartOrder> restarts = new ArrayList<>();
    private final Thread thread;

    /**
     * A loop that is not started yet.
     *
     * @param earlier what an earlier worker reported last
     * @param retire asked when the component is gone; false if something came in since
     */
    ComponentLoop(
            ComponentRef component,
            Site site,
            Launcher launcher,
            @Nullable ComponentSeen earlier,
            Predicate<ComponentLoop> retire) {
        this.component = component;
        this.site = site;
        this.state = new ComponentState(site.timings(), earlier);
        this.applier = new Applier(component, site, launcher, state, this::tell, this::answerRestarts);
        this.probers = new Probers(site.runtime(), site.timings(), this::tell);
        this.reporter = new Reporter(site.store(), component, site.timings().reportEvery(), earlier);
        this.retire = retire;
        this.thread = Thread.ofVirtual().name("component-" + component).unstarted(this::run);
    }

    ComponentRef component() {
        return component;
    }

    /** Takes over an instance that an earlier worker left; before the start. */
    void adopt(Workload workload, boolean published) {
        var launch = workload.launch();
        var now = site.time().instant();
        var target = Launcher.targetOf(launch);
        var running = Instance.adopted(
                launch.instance(), target, launch.ports(), published, Math.max(0, workload.starts() - 1), now);
        state.adopt(
                workload.end()
                        .map(exit -> running.ended(ExitCause.of(exit), site.timings(), now))
                        .orElse(running),
                launch);
    }

    void start() {
        thread.start();
    }

    void tell(Event event) {
        inbox.add(event);
    }

    boolean hasNews() {
        return !inbox.isEmpty();
    }

    void stop() {
        thread.interrupt();
    }

    private void run() {
        Instant next = null;
        try {
            while (true) {
                takeIn(next);
                try {
                    next = turn();
                    if (gone() && retire.test(this)) {
                        return;
                    }
                } catch (StoreException e) {
                    LOG.atWarn()
                            .addKeyValue(LogKeys.COMPONENT, component)
                            .addKeyValue(LogKeys.ERROR, e.getMessage())
                            .log("store did not answer; tried again");
                    next = later();
                } catch (RuntimeException e) {
                    // A defect in one turn must not leave the component without its loop.
                    LOG.atError()
                            .addKeyValue(LogKeys.COMPONENT, component)
                            .addKeyValue(LogKeys.ERROR, e)
                            .log("turn failed; tried again");
                    next = later();
                }
            }
        } catch (InterruptedException _) {
            // Closed; the instances go on.
        } finally {
            probers.close();
        }
    }

    private void takeIn(@Nullable Instant until) throws InterruptedException {
        var patience = until == null ? FOR_EVER : Duration.between(now(), until);
        var event = inbox.poll(Math.max(0, patience.toNanos()), TimeUnit.NANOSECONDS);
        while (event != null) {
            if (event instanceof Event.Restart restart) {
                restarts.add(restart.order());
            }
            state.fold(event, now());
            event = inbox.poll();
        }
    }

    /** Returns when to look again if nothing happens. */
    private @Nullable Instant turn() {
        state.blocked(null);
        sayNeeds();
        var plan = Plan.of(situation());
        for (var steps = plan.steps(); !steps.isEmpty(); steps = doable(plan)) {
            steps.forEach(this::applyIfPossible);
            plan = Plan.of(situation());
        }
        probers.cover(state.instances());
        sayNeeds();
        sayStanding();
        answerRestarts();
        return earliest(plan.wakeAt(), report(), state.blocked() == null ? null : later());
    }

    private List<Step> doable(Plan plan) {
        return plan.steps().stream()
                .filter(step -> !(step instanceof Step.Start) || state.blocked() == null)
                .toList();
    }

    private void applyIfPossible(Step step) {
        if (!(step instanceof Step.Start) || state.blocked() == null) {
            applier.apply(step);
        }
    }

    private Situation situation() {
        var target = state.target();
        var waitsFor = target == null ? List.<String>of() : site.neighbours().waitsFor(target);
        return state.situation(waitsFor, site.gateways().current(), now());
    }

    private void sayNeeds() {
        var needs = new HashSet<ComponentRef>();
        Stream.concat(
                        Stream.ofNullable(state.target()),
                        state.instances().stream().map(Instance::target))
                .map(Launcher::needs)
                .forEach(needs::addAll);
        site.relays().need(component, needs);
    }

    private void sayStanding() {
        Target target = state.target();
        var instances = state.instances();
        site.neighbours()
                .stands(
                        component,
                        target == null
                                ? null
                                : new Neighbours.Standing(
                                        target,
                                        instances.stream().anyMatch(Instance::runs),
                                        instances.stream().anyMatch(Instance::published)));
    }

    private @Nullable Instant report() {
        var target = state.lastTarget();
        if (gone()) {
            reporter.gone();
            return null;
        }
        var notes = new LinkedHashSet<>(site.runtime().notes());
        state.instances().forEach(one -> notes.addAll(site.runtime().remarks(one.id())));
        notes.addAll(site.overfull().of(component));
        var seen = SeenView.of(
                Objects.requireNonNull(target), situation(), state.siteVersion(), state.blocked(), List.copyOf(notes));
        return reporter.report(seen, now());
    }

    private boolean gone() {
        return state.target() == null && state.instances().isEmpty();
    }

    private void answerRestarts() {
        if (state.replace().isEmpty()) {
            answerRestarts(null);
        }
    }

    private void answerRestarts(@Nullable Cause why) {
        while (!restarts.isEmpty()) {
            restarts.getFirst().answer(why);
            restarts.removeFirst();
        }
    }

    private Instant later() {
        return now().plus(site.timings().retryStore());
    }

    private static @Nullable Instant earliest(@Nullable Instant... dates) {
        return Stream.of(dates).filter(Objects::nonNull).min(Instant::compareTo).orElse(null);
    }

    private Instant now() {
        return site.time().instant();
    }
}
