package io.skerry.edge.worker.run;

import io.skerry.edge.runtime.Launch;
import io.skerry.edge.runtime.LaunchRefused;
import io.skerry.edge.runtime.WorkloadRuntime;
import io.skerry.edge.worker.instance.Target;
import io.skerry.edge.worker.launch.Launcher;
import io.skerry.edge.worker.port.PortLedger;
import io.skerry.edge.worker.port.Relays;
import io.skerry.edge.worker.run.OneOffs.OneOff;
import io.skerry.edge.worker.run.RunEnd.Stopped;
import io.skerry.model.error.Cause;
import io.skerry.model.error.ErrorCode;
import io.skerry.model.error.LogKeys;
import io.skerry.model.run.RunOrder;
import io.skerry.model.run.RunResult;
import io.skerry.store.StoreException;
import io.skerry.store.queue.Claim;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Drives one order to its end: begins it, or goes on waiting for what an earlier agent began; never begins it twice. */
final class RunDesk {

    private static final Logger LOG = LoggerFactory.getLogger(RunDesk.class);
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final Parts parts;

    /**
     * What it works with.
     *
     * @param retry how long to wait before something is tried again
     */
    record Parts(
            WorkloadRuntime runtime,
            Launcher launcher,
            PortLedger ports,
            Relays relays,
            OneOffs oneOffs,
            RunAnswers answers,
            RunCancels cancels,
            InstantSource time,
            Duration retry) {}

    RunDesk(Parts parts) {
        this.parts = parts;
    }

    /** Its end; empty if the order is no longer this taker's. */
    Optional<RunEnd> drive(Claim claim, RunOrder order) throws InterruptedException {
        var cancelled = parts.cancels().of(claim.id());
        try {
            var begun = parts.answers().begun(claim.id());
            var known = parts.oneOffs().find(order.instance());
            if (known.isPresent()) {
                var since = begun.map(RunResult::startedAt).orElseGet(this::now);
                return Optional.of(await(known.get(), order, since, cancelled));
            }
            if (begun.isPresent()) {
                return Optional.of(RunEnd.unknown());
            }
            return cancelled.isDone() ? Optional.of(RunEnd.cancelledBefore()) : begin(claim, order, cancelled);
        } finally {
            parts.cancels().end(claim.id());
        }
    }

    /** Forgets the instance, once its end is written. */
    void tidy(String instance) {
        parts.oneOffs().find(instance).ifPresent(one -> {
            parts.runtime().remove(instance);
            one.launch().ports().values().forEach(port -> parts.ports().release(port, 0));
            parts.relays().need(OneOffs.dependant(one.launch()), Set.of());
            parts.oneOffs().forget(instance);
        });
    }

    /** Stops one whose order is gone: nobody waits for it any more. */
    void stop(OneOff orphan) throws InterruptedException {
        parts.runtime().stop(orphan.launch().instance(), GRACE);
        get(orphan.end());
        tidy(orphan.launch().instance());
    }

    private Optional<RunEnd> begin(Claim claim, RunOrder order, CompletableFuture<Void> cancelled)
            throws InterruptedException {
        var target = Target.of(order.wanted());
        return switch (parts.launcher().launch(target, order.instance())) {
            case Launcher.Outcome.Blocked blocked -> Optional.of(RunEnd.refused(blocked.why()));
            case Launcher.Outcome.Ready ready -> {
                var one = parts.oneOffs().expect(ready.launch());
                var begins = new RunResult(order.instance(), now(), null, null, List.of());
                if (!noted(claim, begins, target, ready.launch())) {
                    tidy(order.instance());
                    yield Optional.empty();
                }
                var refused = start(claim, order, one, begins.startedAt(), cancelled);
                yield refused.isPresent() ? refused : Optional.of(await(one, order, begins.startedAt(), cancelled));
            }
        };
    }

    /** Whether it may begin. Where that cannot be written, nothing waits for an end that never comes. */
    private boolean noted(Claim claim, RunResult begins, Target target, Launch launch) {
        try {
            parts.relays().need(OneOffs.dependant(launch), Launcher.needs(target));
            return parts.answers().begin(claim, begins);
        } catch (StoreException e) {
            parts.oneOffs().forget(launch.instance());
            launch.ports().values().forEach(port -> parts.ports().release(port, 0));
            throw e;
        }
    }

    /** Empty once it runs. */
    private Optional<RunEnd> start(
            Claim claim, RunOrder order, OneOff one, Instant since, CompletableFuture<Void> cancelled)
            throws InterruptedException {
        while (true) {
            try {
                parts.runtime().start(one.launch());
                LOG.atInfo()
                        .addKeyValue(LogKeys.COMMAND, claim.id())
                        .addKeyValue(LogKeys.INSTANCE, order.instance())
                        .log("a one-off command runs");
                return Optional.empty();
            } catch (LaunchRefused e) {
                // The slug may be on its way still: nothing was started.
                if (e.why().code() != ErrorCode.ARTIFACT_UNAVAILABLE
                        || cancelled.isDone()
                        || left(order, since).isZero()) {
                    return Optional.of(cancelled.isDone() ? RunEnd.cancelledBefore() : RunEnd.refused(e.why()));
                }
                pause(claim, order.instance(), cancelled);
            } catch (InterruptedException e) {
                // Given up before anything ran.
                takeBack(claim, order.instance());
                throw e;
            } catch (RuntimeException e) {
                // As when an instance of a component cannot be made: nothing runs.
                LOG.atWarn()
                        .addKeyValue(LogKeys.COMMAND, claim.id())
                        .setCause(e)
                        .log("a one-off command did not start");
                return Optional.of(RunEnd.refused(Cause.of(
                        ErrorCode.INTERNAL, "The command could not be started: " + e.getMessage() + ".", null)));
            }
        }
    }

    private void pause(Claim claim, String instance, CompletableFuture<Void> cancelled) throws InterruptedException {
        try {
            cancelled.get(parts.retry().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException _) {
            // Tried again now.
        } catch (InterruptedException e) {
            takeBack(claim, instance);
            throw e;
        }
    }

    private void takeBack(Claim claim, String instance) {
        parts.answers().retract(claim);
        tidy(instance);
    }

    private RunEnd await(OneOff one, RunOrder order, Instant since, CompletableFuture<Void> cancelled)
            throws InterruptedException {
        var stopped = Stopped.NOT;
        try {
            CompletableFuture.anyOf(one.end(), cancelled).get(left(order, since).toMillis(), TimeUnit.MILLISECONDS);
            stopped = one.end().isDone() ? Stopped.NOT : Stopped.CANCELLED;
        } catch (TimeoutException _) {
            stopped = Stopped.TIME_LIMIT;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
        if (stopped != Stopped.NOT) {
            parts.runtime().stop(order.instance(), GRACE);
        }
        return RunEnd.of(get(one.end()), stopped, order.timeLimitSeconds());
    }

    private static <T> T get(CompletableFuture<T> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A clock that was set back gives no more than the whole limit. */
    private Duration left(RunOrder order, Instant since) {
        var limit = Duration.ofSeconds(order.timeLimitSeconds());
        var left = limit.minus(Duration.between(since, now()));
        return left.isNegative() ? Duration.ZERO : left.compareTo(limit) > 0 ? limit : left;
    }

    private Instant now() {
        return parts.time().instant();
    }
}
