package io.skerry.edge.worker.instance;

import io.skerry.model.error.Cause;
import io.skerry.model.error.ErrorCode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One running copy as the worker knows it. What happens to it is a method here; each returns what it then is.
 *
 * @param target what it was made from
 * @param ports port name → number it was told to listen on
 * @param made when it was decided on
 * @param life where it is now
 * @param since when it came there
 * @param published whether its address is in the store
 */
public record Instance(
        String id,
        Target target,
        Map<String, Integer> ports,
        Instant made,
        Life life,
        Instant since,
        boolean published,
        History history) {

    private static final Set<ErrorCode> HOPELESS = Set.of(ErrorCode.ARTIFACT_UNFIT, ErrorCode.UNSUPPORTED);

    public Instance {
        ports = Map.copyOf(ports);
    }

    /** A new one, its start under way. */
    public static Instance starting(String id, Target target, Map<String, Integer> ports, Instant now) {
        return new Instance(id, target, ports, now, new Life.Starting(false), now, false, History.NONE);
    }

    /** One that an earlier worker started and that runs; what has an address counts as ready until a probe says otherwise. */
    public static Instance adopted(
            String id, Target target, Map<String, Integer> ports, boolean published, int restarts, Instant now) {
        var running = new Life.Running(now, published, null, null);
        var history = new History(published, 0, 0, restarts, now, null);
        return new Instance(id, target, ports, now, running, now, published, history);
    }

    /** The revision it was made from. */
    public String revision() {
        return target.revision();
    }

    /** Whether it counts among the copies the component has. */
    public boolean live() {
        return !life.parting();
    }

    /** Whether a process of it runs. */
    public boolean runs() {
        return life instanceof Life.Running;
    }

    /** Whether traffic can go to it. */
    public boolean ready() {
        return life instanceof Life.Running running && running.ready();
    }

    /** Why it is not ready, as far as anybody knows. */
    public @Nullable Cause cause() {
        var unready = life instanceof Life.Running running ? running.unready() : null;
        return unready != null ? unready : history.cause();
    }

    /** Whether it may still become ready in time: it never was, and has not failed for good. */
    public boolean young(Timings timings, Instant now) {
        return !history.wasReady() && !hopeless() && history.ends() < timings.exitsToGiveUp() && !late(now);
    }

    /** Whether trying again cannot help until the data center or the wanted object changes. */
    public boolean hopeless() {
        return life instanceof Life.Waiting
                && history.cause() != null
                && HOPELESS.contains(history.cause().code());
    }

    /** Whether its time to become ready for the first time is over. */
    public boolean late(Instant now) {
        var deadline = deadline();
        return deadline != null && !now.isBefore(deadline);
    }

    /** When it must have become ready; null for one that was, or whose process was not made yet. */
    public @Nullable Instant deadline() {
        return history.wasReady() || history.started() == null
                ? null
                : history.started().plus(target.readyWithin());
    }

    /** Its process was made. */
    public Instance started(Instant now) {
        return switch (life) {
            case Life.Starting(boolean abandoned) when abandoned -> with(new Life.Draining(now), now);
            case Life.Starting _ ->
                with(new Life.Running(now, false, null, null), now).with(history.processMade(now));
            default -> this;
        };
    }

    /** Its process could not be made. */
    public Instance failedToStart(Cause why, Timings timings, Instant now) {
        var later = now.plus(timings.delay(history.misses() + 1));
        var next = life.parting() ? new Life.Ended() : new Life.Waiting(later);
        return with(next, now).with(history.missed(why));
    }

    /** Its process ended, told or not. */
    public Instance ended(Cause why, Timings timings, Instant now) {
        if (life.parting()) {
            return with(new Life.Ended(), now).with(history.because(why));
        }
        var inARow = ranFor(now).compareTo(timings.stableAfter()) >= 0 ? 1 : history.ends() + 1;
        var told = life instanceof Life.Stopping ? history.cause() : null;
        return with(new Life.Waiting(now.plus(timings.delay(inARow))), now)
                .with(history.ended(inARow, told != null ? told : why));
    }

    private Duration ranFor(Instant now) {
        return life instanceof Life.Running running ? Duration.between(running.since(), now) : Duration.ZERO;
    }

    /** Its process is made again. */
    public Instance startedAgain(Instant now) {
        return with(new Life.Starting(false), now).with(history.again());
    }

    /** Its readiness probe passes, or does not for a reason. */
    public Instance probed(boolean passes, @Nullable Cause why, Instant now) {
        if (!(life instanceof Life.Running running)) {
            return this;
        }
        var next = new Life.Running(running.since(), passes, running.sick(), passes ? null : why);
        return with(next, running.ready() == passes ? since : now).with(passes ? history.becameReady() : history);
    }

    /** Its liveness probe does not pass. */
    public Instance sick(Cause why) {
        return life instanceof Life.Running running
                ? with(new Life.Running(running.since(), running.ready(), why, running.unready()), since)
                        .with(history.because(why))
                : this;
    }

    /** The same instance with its address in the store, or out of it. */
    public Instance published(boolean now) {
        return new Instance(id, target, ports, made, life, since, now, history);
    }

    /** The same instance under a target of the same revision: other probes, another patience, a later release. */
    public Instance with(Target other) {
        return new Instance(id, other, ports, made, life, since, published, history);
    }

    /** The same instance in another life. */
    public Instance with(Life next, Instant now) {
        return new Instance(id, target, ports, made, next, now, published, history);
    }

    private Instance with(History next) {
        return new Instance(id, target, ports, made, life, since, published, next);
    }
}
