package io.skerry.hub.build;

import io.skerry.hub.api.Caller;
import io.skerry.hub.api.Json;
import io.skerry.hub.build.BuildLine.Open;
import io.skerry.hub.command.Commands;
import io.skerry.hub.datacenter.Presence;
import io.skerry.hub.operation.OperationDriver;
import io.skerry.hub.resource.Database;
import io.skerry.hub.resource.Place;
import io.skerry.hub.resource.Stored;
import io.skerry.hub.resource.store.Resources;
import io.skerry.hub.resource.store.Statuses;
import io.skerry.model.build.BuildOrder;
import io.skerry.model.build.BuildResult;
import io.skerry.model.build.BuildResult.State;
import io.skerry.model.error.Cause;
import io.skerry.model.error.ErrorCode;
import io.skerry.model.error.LogKeys;
import io.skerry.model.message.CommandResult;
import io.skerry.model.resource.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/** Gives waiting builds to data centers in turn, and takes them back from those that went away. */
@Service
class BuildQueue {

    private static final Logger LOG = LoggerFactory.getLogger(BuildQueue.class);
    private static final int MOST_ATTEMPTS = 2;

    /** The role of an agent that builds. */
    static final String BUILDER = "builder";

    /** How long an order may wait for its beginning. */
    private static final Duration LIFE = Duration.ofMinutes(30);

    private final BuildQueueRepository rows;
    private final BuildLines lines;
    private final Resources resources;
    private final Statuses statuses;
    private final Commands commands;
    private final Presence presence;
    private final OperationDriver operations;

    BuildQueue(
            BuildQueueRepository rows,
            BuildLines lines,
            Resources resources,
            Statuses statuses,
            Commands commands,
            Presence presence,
            OperationDriver operations) {
        this.rows = rows;
        this.lines = lines;
        this.resources = resources;
        this.statuses = statuses;
        this.commands = commands;
        this.presence = presence;
        this.operations = operations;
    }

    /** Hears what data centers say of their builds, then gives out what they have room for. In the caller's transaction. */
    void advance() {
        var locked = rows.lockAll();
        if (locked.isEmpty()) {
            return;
        }
        var there = resources.all(Place.platform(Kind.DATA_CENTER)).stream()
                .map(Stored::name)
                .collect(Collectors.toSet());
        for (var build : locked) {
            if (build.among().stream().noneMatch(there::contains)) {
                endForWantOfPlace(build);
            } else if (build.dc().isPresent()) {
                hear(build, build.dc().get(), there);
            }
        }
        var open = rows.all();
        var answering = there.stream().filter(this::builds).collect(Collectors.toSet());
        for (var next : lines.of(open).next(answering)) {
            resources.find(next.build().uid()).ifPresent(build -> give(build, next.dc()));
        }
    }

    /** Whether a data center answers and has a builder. */
    private boolean builds(String dc) {
        return presence.current(dc) && presence.hasRole(dc, BUILDER);
    }

    /** Whether to wait for the word of a data center that has an order. */
    private boolean isHeld(String dc) {
        return presence.awaited(dc) && presence.hasRole(dc, BUILDER);
    }

    private void endForWantOfPlace(Open open) {
        resources
                .find(open.uid())
                .ifPresent(build -> end(
                        build,
                        build.spec(BuildRecord.class),
                        State.FAILED,
                        Cause.of(
                                ErrorCode.NO_DATA_CENTER,
                                "No data center is left that may build it; it was to be built in "
                                        + String.join(", ", open.among()) + ".",
                                "Deploy again, to where the application belongs now.")));
        rows.ended(open.uid());
    }

    private void hear(Open open, String dc, Set<String> there) {
        var build = resources.find(open.uid());
        if (build.isEmpty()) {
            return;
        }
        var record = build.get().spec(BuildRecord.class);
        var answer = commands.answer(record.order().id());
        if (answer.filter(BuildQueue::notTaken).isPresent() && open.attempt() < MOST_ATTEMPTS) {
            var none = Cause.of(
                    ErrorCode.UNSUPPORTED, "Data center " + dc + " has no builder; another one takes over.", null);
            intoTheLine(build.get(), record, open, none, open.attempt() + 1);
            return;
        }
        answer.ifPresent(said -> note(build.get(), said));
        if (answer.isPresent() && answer.get().terminal()) {
            rows.ended(open.uid());
            return;
        }
        var begun = open.begun() || answer.isPresent();
        if (begun && !open.begun()) {
            rows.begun(open.uid());
        }
        if (!there.contains(dc) || !isHeld(dc)) {
            takeBack(build.get(), record, open, dc, begun, there);
        }
    }

    /** Nobody there knows what to do with the order. */
    private static boolean notTaken(CommandResult answer) {
        return answer.terminal()
                && answer.body() == null
                && answer.cause() != null
                && answer.cause().code() == ErrorCode.UNSUPPORTED;
    }

    /** A data center's word becomes the build's status here and nowhere else: whoever asked for the build may be gone by then. */
    private void note(Stored build, CommandResult said) {
        var before = Json.read(statuses.of(build).getFirst().body(), BuildResult.class);
        var now = BuildWord.of(said, before);
        if (!now.equals(before)) {
            statuses.put(build, now);
            Database.afterCommit(operations::wake);
        }
    }

    /** A data center that went away keeps its order while nobody else can have it: it may come back with the build half done. */
    private void takeBack(Stored build, BuildRecord record, Open open, String dc, boolean begun, Set<String> there) {
        if (begun && open.attempt() >= MOST_ATTEMPTS) {
            LOG.atWarn()
                    .addKeyValue(LogKeys.BUILD, build.name())
                    .log("a build is lost: two data centers went away with it");
            end(
                    build,
                    record,
                    State.LOST,
                    Cause.of(
                            ErrorCode.UNAVAILABLE,
                            "Data center " + dc
                                    + " went away while it worked on this build, as another one did before.",
                            "See whether the machines ran out of memory, then start the build again."));
            rows.ended(open.uid());
            return;
        }
        if (there.contains(dc)
                && open.among().stream()
                        .noneMatch(other -> !other.equals(dc) && there.contains(other) && builds(other))) {
            return;
        }
        LOG.atInfo()
                .addKeyValue(LogKeys.BUILD, build.name())
                .addKeyValue("dc", dc)
                .log("a build is taken back from a data center that went away");
        var away = Cause.of(ErrorCode.UNAVAILABLE, "Data center " + dc + " went away; another one takes over.", null);
        intoTheLine(build, record, open, away, begun ? open.attempt() + 1 : open.attempt());
    }

    /** Its old order is over, with that cause; the next one has a name of its own. */
    private void intoTheLine(Stored build, BuildRecord record, Open open, Cause over, int attempt) {
        commands.endBuild(new CommandResult(record.order().id(), true, null, over), open.tenant());
        var order = record.order();
        var again = new BuildOrder(
                UUID.randomUUID().toString(),
                order.component(),
                order.source(),
                order.build(),
                order.run(),
                order.timeLimitSeconds(),
                order.tools());
        keep(build, new BuildRecord(record.component(), record.key(), null, again));
        statuses.put(build, waiting(again.id()));
        rows.takenBack(open.uid(), attempt);
    }

    /** The order goes out under the build's own name for it, once. */
    private void give(Stored build, String dc) {
        var record = build.spec(BuildRecord.class);
        var order = record.order();
        keep(build, new BuildRecord(record.component(), record.key(), dc, order));
        rows.ordered(build.uid(), dc);
        commands.order(order.id(), dc, build.place().tenant(), BuildOrder.COMMAND, build.path(), order, LIFE);
    }

    /** Ends a build at once, whoever has its order; that one is told to stop. */
    void end(Stored build, BuildRecord record, State state, Cause cause) {
        var result = waiting(record.order().id()).with(state, cause.message(), null);
        statuses.put(build, result);
        commands.endBuild(
                new CommandResult(record.order().id(), true, Json.bytes(result), cause),
                build.place().tenant());
    }

    /** Ends a build that stands in the line, or is with a data center that does not answer; else tells its data center to stop. */
    void cancel(Stored build) {
        var open = rows.lock(build.uid());
        if (open.isEmpty()) {
            return;
        }
        // read again: it may have been given out since the caller read it
        var record = resources.find(build.uid()).orElse(build).spec(BuildRecord.class);
        var here = open.get().dc().filter(this::isHeld).isEmpty();
        if (here || commands.cancel(record.order().id(), build.place().tenant(), BuildOrder.CANCEL)) {
            end(
                    build,
                    record,
                    State.CANCELLED,
                    Cause.of(ErrorCode.CANCELLED, "The build was cancelled.", "Deploy again to start it again."));
            rows.ended(build.uid());
        }
    }

    static BuildResult waiting(String id) {
        return new BuildResult(id, State.QUEUED, "in the queue", null, null, null, List.of(), null);
    }

    private void keep(Stored build, BuildRecord record) {
        resources.update(Caller.PLATFORM, build.place(), build.name(), null, build.labels(), Json.tree(record));
    }
}
