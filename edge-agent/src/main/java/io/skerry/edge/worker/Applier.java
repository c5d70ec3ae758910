package io.skerry.edge.worker;

import io.skerry.edge.runtime.Launch;
import io.skerry.edge.runtime.LaunchRefused;
import io.skerry.edge.worker.instance.Instance;
import io.skerry.edge.worker.instance.Life;
import io.skerry.edge.worker.instance.Target;
import io.skerry.edge.worker.launch.Launcher;
import io.skerry.edge.worker.plan.Halt;
import io.skerry.edge.worker.plan.Step;
import io.skerry.model.error.Cause;
import io.skerry.model.error.LogKeys;
import io.skerry.model.key.EdgeKey;
import io.skerry.model.name.ComponentRef;
import io.skerry.model.seen.InstanceAddress;
import io.skerry.store.value.Values;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** Does the steps of a plan, and notes in the component's state that they are done. */
final class Applier {

    private static final Logger LOG = LoggerFactory.getLogger(Applier.class);
    private static final int LAST_LINES = 20;

    private final ComponentRef component;
    private final Site site;
    private final Launcher launcher;
    private final ComponentState state;
    private final Consumer<Event> tell;
    private final Consumer<Cause> restartFailed;
    private final Map<String, Thread> starts = new HashMap<>();

    Applier(
            ComponentRef component,
            Site site,
            Launcher launcher,
            ComponentState state,
            Consumer<Event> tell,
            Consumer<Cause> restartFailed) {
        this.component = component;
        this.site = site;
        this.launcher = launcher;
        this.state = state;
        this.tell = tell;
        this.restartFailed = restartFailed;
    }

    void apply(Step step) {
        switch (step) {
            case Step.Start start -> start(start.target());
            case Step.StartAgain again -> startAgain(again.instance());
            case Step.Publish publish -> publish(publish.instance());
            case Step.Withdraw withdraw -> withdraw(withdraw.instance());
            case Step.Leave leave -> leave(leave.instance());
            case Step.Drain drain -> enter(drain.instance(), new Life.Draining(drain.until()));
            case Step.Stop stop -> stop(stop.instance(), stop.again());
            case Step.Abandon abandon -> abandon(abandon.instance());
            case Step.Discard discard -> enter(discard.instance(), new Life.Ended());
            case Step.Remove remove -> remove(remove.instance());
            case Step.StopRollout stop -> stopRollout(stop);
        }
    }

    private void start(Target target) {
        switch (launcher.launch(target)) {
            case Launcher.Outcome.Blocked blocked -> state.blocked(blocked.why());
            case Launcher.Outcome.Ready ready -> {
                var launch = ready.launch();
                state.add(Instance.starting(launch.instance(), target, launch.ports(), now()), launch);
                makeProcess(launch);
            }
        }
    }

    private void startAgain(String id) {
        state.change(id, was -> was.startedAgain(now()));
        makeProcess(state.launch(id));
    }

    private void makeProcess(Launch launch) {
        var id = launch.instance();
        log(id).log("instance starts");
        starts.put(id, Thread.ofVirtual().name("start-" + id).start(() -> {
            try {
                site.runtime().start(launch);
            } catch (LaunchRefused e) {
                tell.accept(new Event.Refused(id, e.why()));
            } catch (InterruptedException _) {
                tell.accept(new Event.Refused(
                        id, LaunchRefused.unavailable("The start was given up.").why()));
            } catch (RuntimeException e) {
                // A defect must show in the component's status, not as an instance that starts for ever.
                tell.accept(new Event.Refused(
                        id, LaunchRefused.broken("The start failed: " + e + ".").why()));
            }
        }));
    }

    private void publish(String id) {
        var instance = state.instance(id);
        var address = new InstanceAddress(id, site.runtime().host(id), instance.ports(), true);
        site.store().put(EdgeKey.address(component, id), Values.write(address));
        state.change(id, was -> was.published(true));
    }

    private void withdraw(String id) {
        if (state.instance(id).published()) {
            state.addressGone(id, site.store().delete(EdgeKey.address(component, id)));
        }
    }

    private void leave(String id) {
        withdraw(id);
        var until = now().plus(site.timings().leaveWithin());
        enter(id, new Life.Leaving(until, state.withoutAddress(id)));
    }

    private void stop(String id, boolean again) {
        withdraw(id);
        log(id).log("instance stops");
        site.runtime().stop(id, state.instance(id).target().grace());
        enter(id, new Life.Stopping(again));
    }

    private void abandon(String id) {
        enter(id, new Life.Starting(true));
        var start = starts.get(id);
        if (start != null) {
            start.interrupt();
        }
    }

    private void remove(String id) {
        withdraw(id);
        site.runtime().remove(id);
        starts.remove(id);
        var revision = state.withoutAddress(id);
        state.instance(id).ports().values().forEach(port -> site.ports().release(port, revision));
        state.remove(id);
    }

    /** Old ones of the same revision are there because somebody asked for a restart: that ends, there is no rollout to stop. */
    private void stopRollout(Step.StopRollout stop) {
        var cause = withLastLines(stop.instance(), stop.cause());
        var target = Objects.requireNonNull(state.target());
        var restart = state.instances().stream()
                .filter(Instance::live)
                .allMatch(instance -> instance.revision().equals(target.revision()));
        log(stop.instance())
                .addKeyValue(LogKeys.RELEASE, target.wanted().release())
                .addKeyValue(LogKeys.ERROR, cause.code())
                .log(restart ? "restart stopped" : "rollout stopped");
        if (restart) {
            // In this order: if the store does not answer now, the restart is stopped again and fails then, it is not
            // done.
            restartFailed.accept(cause);
            state.replace().clear();
        } else {
            state.halt(new Halt(target.revision(), target.wanted().release(), cause));
        }
    }

    private Cause withLastLines(String id, Cause cause) {
        if (cause.exitCode() != null) {
            return cause;
        }
        List<String> lines = site.runtime().lastLines(id, LAST_LINES);
        return new Cause(cause.code(), cause.message(), cause.advice(), cause.exitCode(), lines);
    }

    private void enter(String id, Life life) {
        state.change(id, was -> was.with(life, now()));
    }

    private Instant now() {
        return site.time().instant();
    }

    private LoggingEventBuilder log(String id) {
        return LOG.atInfo().addKeyValue(LogKeys.COMPONENT, component).addKeyValue(LogKeys.INSTANCE, id);
    }
}
