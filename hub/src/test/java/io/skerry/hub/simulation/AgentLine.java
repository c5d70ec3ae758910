package io.skerry.hub.simulation;

import io.skerry.edge.sync.Follower;
import io.skerry.edge.sync.Follower.Next;
import io.skerry.link.session.LinkRefused;
import io.skerry.model.error.Cause;
import io.skerry.model.error.ErrorCode;
import io.skerry.model.message.Command;
import io.skerry.model.message.CommandResult;
import io.skerry.model.message.Digests;
import io.skerry.model.message.Epoch;
import io.skerry.model.message.Goaway;
import io.skerry.model.message.Message;
import io.skerry.model.message.Received;
import io.skerry.model.message.Report;
import io.skerry.model.message.ReportAck;
import io.skerry.model.message.StatusItem;
import io.skerry.model.message.Unsupported;
import io.skerry.model.message.Welcome;
import io.skerry.store.Compare;
import io.skerry.testkit.simulation.Node;
import io.skerry.testkit.simulation.VirtualConnection;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** The agent's end of one control connection: what {@code ControlLoop}, {@code ControlHandler} and {@code SyncLoop} do, event by event. */
final class AgentLine {

    private static final long GATHER = 5;
    private static final long ANSWER = 15_000;
    private static final long IDLE = 1_000;

    private final EdgeAgent agent;
    private final Node node;
    private final VirtualConnection.End end;
    private @Nullable HubLine peer;
    private @Nullable Session session;
    private final Queue<Message> unread = new ArrayDeque<>();
    private boolean saying;
    private boolean repairing;
    private boolean ended;
    private long comeBackAfter;

    /** What it is once it was welcomed. */
    private record Session(Epoch epoch, Compare guard, Follower follower) {}

    AgentLine(EdgeAgent agent, VirtualConnection.End end) {
        this.agent = agent;
        this.node = agent.node;
        this.end = end;
    }

    void meet(HubLine other) {
        peer = other;
    }

    void begin() {
        var hello = agent.hello();
        end.onClose(() -> node.after(0, "", this::over));
        send("control", "hello from " + hello.runId() + " at " + hello.version(), () -> peer().hello(hello));
        node.after(ANSWER, "", () -> {
            if (session == null) {
                close();
            }
        });
    }

    boolean isWelcome() {
        return session != null && end.isOpen();
    }

    Epoch epoch() {
        return session().epoch();
    }

    void send(Report report) {
        send("reports", named(report), () -> peer().report(report));
    }

    private static String named(Report report) {
        return switch (report.item()) {
            case StatusItem status -> "report " + report.seq() + " of " + status.key();
            case CommandResult result -> "report " + report.seq() + " of " + result.command();
            case null, default -> "";
        };
    }

    /** Closes it, and hears of it as of any other end. */
    void close() {
        end.close();
    }

    private void over() {
        if (!ended) {
            ended = true;
            agent.ended(this, comeBackAfter);
        }
    }

    // --- what the hub says

    void goaway(Goaway goaway) {
        comeBackAfter = goaway.comeBackAfterMillis();
        close();
    }

    void ping(Runnable answer) {
        send("control", "pong", answer);
    }

    void welcome(Welcome welcome) {
        var guard = agent.parts().memory().enter(welcome.epoch());
        if (guard.isEmpty()) {
            close();
            return;
        }
        agent.world.witness.entered(agent, welcome.epoch());
        var follower = new Follower(agent.parts().memory(), welcome.epoch(), guard.get());
        session = new Session(welcome.epoch(), guard.get(), follower);
        agent.welcomed(this, welcome.ackedSeq());
        var request = follower.request();
        send("list", "sync from " + request.version(), () -> peer().sync(request));
        idle();
    }

    void listed(Message message) {
        if (repairing) {
            // One stream is read at a time.
            unread.add(message);
            return;
        }
        var next = follow(message);
        if (next instanceof Next.Ask(Digests question)) {
            repairing = true;
            send("control", "asks what differs", () -> peer().digests(question));
            node.after(ANSWER, "", () -> {
                if (repairing) {
                    repairEnded();
                }
            });
        } else if (follower().hasPending()) {
            node.after(GATHER, "", this::flush);
        }
    }

    void repaired(Message message) {
        if (repairing && !(follow(message) instanceof Next.GoOn)) {
            repairEnded();
        }
    }

    void repairEnded() {
        repairing = false;
        while (!repairing && !unread.isEmpty()) {
            listed(unread.remove());
        }
    }

    void order(Command command) {
        var why = taken(command);
        send("order " + command.id(), "", () -> peer().commandAnswer(command.id(), why));
    }

    private @Nullable Cause taken(Command command) {
        var current = session;
        if (current == null || !current.epoch().equals(command.epoch())) {
            return Cause.of(ErrorCode.SUPERSEDED, "not this session's epoch", null);
        }
        try {
            return agent.parts().commands().take(command, current.guard()) instanceof Unsupported
                    ? Cause.of(ErrorCode.UNSUPPORTED, command.type(), null)
                    : null;
        } catch (LinkRefused e) {
            return e.why();
        }
    }

    void acknowledged(ReportAck ack) {
        agent.acknowledged(ack.seq());
    }

    void receivedNoted(Received received) {
        saying = false;
        follower().said(received);
        sayReceived();
    }

    /** It is said again when nothing else happens. */
    void receivedUnnoted() {
        saying = false;
    }

    // --- the list

    private Next follow(Message message) {
        var before = agent.parts().store().revision();
        var next = follower().offer(message, agent.clock.monotonicMillis() * 1_000_000);
        wrote(before);
        return goOn(next);
    }

    private void flush() {
        if (end.isOpen() && follower().hasPending()) {
            var before = agent.parts().store().revision();
            var next = follower().flush();
            wrote(before);
            goOn(next);
        }
    }

    private void wrote(long before) {
        if (agent.parts().store().revision() != before) {
            agent.world.witness.wrote(agent, epoch());
        }
    }

    private Next goOn(Next next) {
        if (next instanceof Next.End) {
            close();
        } else {
            sayReceived();
        }
        return next;
    }

    private void sayReceived() {
        var received = follower().unsaid();
        if (!saying && received.isPresent() && end.isOpen()) {
            saying = true;
            send("received", "received " + received.get().version(), () -> peer().received(received.get()));
        }
    }

    private void idle() {
        node.after(IDLE, "", () -> {
            if (end.isOpen()) {
                sayReceived();
                idle();
            }
        });
    }

    private Follower follower() {
        return session().follower();
    }

    private Session session() {
        return Objects.requireNonNull(session);
    }

    private HubLine peer() {
        return Objects.requireNonNull(peer);
    }

    private void send(String stream, String what, Runnable delivery) {
        end.send(stream, what, delivery);
    }
}
