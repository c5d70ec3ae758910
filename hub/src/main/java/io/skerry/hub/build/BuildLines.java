package io.skerry.hub.build;

import io.skerry.hub.build.BuildLine.Open;
import io.skerry.hub.command.Commands;
import io.skerry.hub.datacenter.Presence;
import io.skerry.hub.resource.Database;
import io.skerry.model.build.BuildOrder;
import io.skerry.model.build.BuildResult;
import io.skerry.model.build.BuildResult.Queue;
import io.skerry.model.build.BuildResult.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Service;

/** The line as it is shown; read four times a second however many look, and for builds that came since. */
@Service
class BuildLines {

    private static final Duration FRESH = Duration.ofMillis(250);

    private final BuildQueueRepository rows;
    private final Commands commands;
    private final Presence presence;
    private final Database database;
    private volatile Read last = new Read(Instant.EPOCH, new BuildLine(List.of(), Map.of()));

    BuildLines(BuildQueueRepository rows, Commands commands, Presence presence, Database database) {
        this.rows = rows;
        this.commands = commands;
        this.presence = presence;
        this.database = database;
    }

    private record Read(Instant at, BuildLine line) {}

    /** The line of these builds, with each tenant's turn. */
    BuildLine of(List<Open> open) {
        return new BuildLine(open, commands.lastOrdered(BuildOrder.COMMAND));
    }

    /** A build's last word, with its place in the line if it waits there. */
    BuildResult placed(UUID build, BuildResult said) {
        if (said.state() != State.QUEUED) {
            return said;
        }
        var line = lineWith(build);
        var position = line.position(build);
        var open = line.of(build);
        if (position.isEmpty() || open.isEmpty()) {
            return said;
        }
        var ordinal = ordinal(position.get()) + " in the queue";
        return said.with(State.QUEUED, ordinal, new Queue(position.get(), reason(open.get())));
    }

    /** In a transaction of its own: who looks may be a tenant, whose role does not see the line. A build it lacks is newer than it. */
    private BuildLine lineWith(UUID build) {
        var read = last;
        if (read.at().plus(FRESH).isBefore(Instant.now())
                || read.line().of(build).isEmpty()) {
            read = new Read(Instant.now(), database.alone(() -> of(rows.all())));
            last = read;
        }
        return read.line();
    }

    private String reason(Open build) {
        if (build.dc().isPresent()) {
            return build.dc().get() + " has its order and is to begin";
        }
        var among = String.join(", ", build.among());
        var answering = build.among().stream().filter(presence::current).toList();
        if (answering.isEmpty()) {
            return "none of the data centers that may build it answers: " + among;
        }
        return answering.stream().anyMatch(dc -> presence.hasRole(dc, BuildQueue.BUILDER))
                ? "waits for a builder in " + among
                : "no agent that answers has the role " + BuildQueue.BUILDER + ": " + String.join(", ", answering);
    }

    static String ordinal(int number) {
        var ending = number % 100 >= 11 && number % 100 <= 13
                ? "th"
                : switch (number % 10) {
                    case 1 -> "st";
                    case 2 -> "nd";
                    case 3 -> "rd";
                    default -> "th";
                };
        return number + ending;
    }
}
