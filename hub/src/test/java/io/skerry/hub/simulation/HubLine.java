package io.skerry.hub.simulation;

import io.skerry.hub.command.PendingCommand;
import io.skerry.hub.datacenter.session.Succession.Step;
import io.skerry.hub.datacenter.sync.ListCursor;
import io.skerry.link.session.LinkRefused;
import io.skerry.model.error.Cause;
import io.skerry.model.error.ErrorCode;
import io.skerry.model.message.AllTold;
import io.skerry.model.message.Bookmark;
import io.skerry.model.message.Command;
import io.skerry.model.message.Digests;
import io.skerry.model.message.Epoch;
import io.skerry.model.message.Goaway;
import io.skerry.model.message.Hello;
import io.skerry.model.message.Message;
import io.skerry.model.message.Put;
import io.skerry.model.message.Received;
import io.skerry.model.message.Report;
import io.skerry.model.message.ReportAck;
import io.skerry.model.message.SyncRequest;
import io.skerry.model.message.Tombstone;
import io.skerry.model.message.Welcome;
import io.skerry.testkit.simulation.Node;
import io.skerry.testkit.simulation.VirtualConnection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.TransactionException;

/** The hub's end of one control connection: what {@code ControlHandler}, {@code SiteSync} and {@code CommandPump} do, event by event. */
final class HubLine {

    private static final long PING = 2_000;
    private static final long ANSWER = 10_000;
    private static final long LOOK = 30_000;
    private static final long AFTER_ERROR = 1_000;

    private final HubReplica hub;
    private final Node node;
    private final String dc;
    private final VirtualConnection.End end;
    private final List<Report> batch = new ArrayList<>();
    private final Map<String, Consumer<@Nullable Cause>> unanswered = new HashMap<>();
    private @Nullable AgentLine peer;
    private @Nullable Epoch epoch;
    private String storeId = "";
    private boolean storing;

    HubLine(HubReplica hub, String dc, VirtualConnection.End end) {
        this.hub = hub;
        this.node = hub.node;
        this.dc = dc;
        this.end = end;
    }

    void meet(AgentLine other) {
        peer = other;
    }

    String dc() {
        return dc;
    }

    Epoch epoch() {
        return Objects.requireNonNull(epoch);
    }

    String storeId() {
        return storeId;
    }

    boolean isOpen() {
        return end.isOpen();
    }

    long silence() {
        return end.silence();
    }

    void close() {
        end.close();
    }

    // --- who speaks

    void hello(Hello hello) {
        orClose(() -> settle(hello, hub.succession().hello(dc, hello)));
    }

    private void settle(Hello hello, Step step) {
        switch (step) {
            case Step.Welcome(Epoch won) -> welcome(hello, won);
            case Step.Later(Goaway goaway) -> say("goaway", () -> peer().goaway(goaway));
            case Step.Ask(Epoch old) -> {
                var before = hub.find(dc, old.number());
                if (before == null) {
                    settle(hello, hub.succession().asked(dc, hello, old, false));
                } else {
                    before.ping(answered ->
                            orClose(() -> settle(hello, hub.succession().asked(dc, hello, old, answered))));
                }
            }
        }
    }

    private void ping(Consumer<Boolean> then) {
        var pending = new ArrayList<>(List.of(then));
        Consumer<Boolean> once = answered -> {
            if (!pending.isEmpty()) {
                pending.removeFirst().accept(answered);
            }
        };
        say("ping", () -> peer().ping(() -> once.accept(true)));
        node.after(PING, "", () -> once.accept(false));
    }

    private void welcome(Hello hello, Epoch won) {
        hub.lists().recognise(dc, hello);
        epoch = won;
        storeId = hello.storeId();
        hub.put(this);
        end.onClose(() -> node.after(0, "", () -> hub.left(this)));
        var stored = hub.reports().position(dc, storeId);
        say("welcome " + won.number(), () -> peer().welcome(new Welcome(won, stored, 0)));
        node.after(0, "", this::pump);
    }

    // --- the list

    void sync(SyncRequest request) {
        serve(new ListCursor(request));
    }

    private void serve(ListCursor cursor) {
        if (!end.isOpen()) {
            return;
        }
        orClose(() -> {
            var signal = hub.lists().signal();
            var news = signal.count(dc);
            var page = inTime(() -> cursor.next(hub.lists(), dc));
            if (page == null) {
                node.after(AFTER_ERROR, "", () -> serve(cursor));
                return;
            }
            if (page.isPresent()) {
                var turn = cursor.take(page.get(), hub.lists().full(page.get()));
                turn.messages().forEach(message -> send("list", named(message), () -> peer().listed(message)));
                if (turn.more()) {
                    node.after(0, "", () -> serve(cursor));
                    return;
                }
            }
            hub.await(signal, dc, news, LOOK, () -> serve(cursor));
        });
    }

    void digests(Digests held) {
        orClose(() -> {
            var page = hub.lists().differing(dc, held);
            if (page.isPresent()) {
                var full = hub.lists().full(page.get());
                ListCursor.repair(held.epoch(), page.get(), full)
                        .forEach(message -> send("repair", named(message), () -> peer().repaired(message)));
            }
            send("repair", "", () -> peer().repairEnded());
        });
    }

    void received(Received received) {
        orClose(() -> {
            if (hub.tried(() -> hub.lists().received(dc, received.epoch(), received.version()))) {
                hub.world.witness.received(this, received);
                send("received", "", () -> peer().receivedNoted(received));
            } else {
                send("received", "", () -> peer().receivedUnnoted());
            }
        });
    }

    // --- reports

    void report(Report report) {
        if (report.item() instanceof AllTold) {
            return;
        }
        batch.add(report);
        if (!storing) {
            storing = true;
            node.after(hub.world.simulation.between(0, 5), "", this::store);
        }
    }

    private void store() {
        if (!end.isOpen()) {
            return;
        }
        orClose(() -> {
            var reports = List.copyOf(batch);
            var stored = inTime(() -> hub.reports().store(dc, storeId, epoch(), reports));
            if (stored == null) {
                node.after(AFTER_ERROR, "", this::store);
                return;
            }
            batch.subList(0, reports.size()).clear();
            hub.world.witness.stored(this);
            send("reports", "ack " + stored, () -> peer().acknowledged(new ReportAck(epoch(), stored)));
            storing = !batch.isEmpty();
            if (storing) {
                node.after(0, "", this::store);
            }
        });
    }

    // --- orders

    private void pump() {
        if (!end.isOpen()) {
            return;
        }
        var signal = hub.outbox().signal();
        var news = signal.count(dc);
        Runnable later = () -> hub.await(signal, dc, news, LOOK, this::pump);
        var waiting = inTime(() -> hub.outbox().pending(dc));
        deliver(waiting == null ? List.of() : waiting, later);
    }

    private void deliver(List<PendingCommand> commands, Runnable then) {
        if (commands.isEmpty() || !end.isOpen()) {
            then.run();
            return;
        }
        var next = commands.getFirst();
        var sent = inTime(() -> hub.outbox().sent(dc, next.id()));
        if (sent == null) {
            then.run();
            return;
        }
        var command = new Command(
                epoch(), next.id(), next.type(), next.target(), next.left().toMillis(), next.body());
        var rest = commands.subList(1, commands.size());
        if (!sent) {
            deliver(rest, then);
            return;
        }
        unanswered.put(next.id(), why -> {
            if (hub.tried(() -> answered(next, why))) {
                deliver(rest, then);
            } else {
                then.run();
            }
        });
        send("order " + next.id(), "order " + next.id(), () -> peer().order(command));
        node.after(ANSWER, "", () -> {
            if (unanswered.remove(next.id()) != null && end.isOpen()) {
                deliver(rest, then);
            }
        });
    }

    /** The agent's answer; null if it took the order. */
    void commandAnswer(String id, @Nullable Cause why) {
        var then = unanswered.remove(id);
        if (then != null) {
            then.accept(why);
        }
    }

    private void answered(PendingCommand command, @Nullable Cause why) {
        if (why == null) {
            hub.outbox().taken(dc, command.id());
            hub.world.witness.taken(this, command.id());
        } else if (hub.outbox().refused(dc, command, why)) {
            hub.reports().tellAnswered(command.id());
        }
    }

    /** For the trace, which is the same in every process: no body, whose text is its address. */
    private static String named(Message message) {
        return switch (message) {
            case Put put -> "put " + put.key() + " " + put.version();
            case Tombstone gone -> "tombstone " + gone.key() + " " + gone.version();
            case Bookmark mark -> "bookmark " + mark.version();
            default -> message.getClass().getSimpleName();
        };
    }

    // --- the line itself

    private AgentLine peer() {
        return Objects.requireNonNull(peer);
    }

    private void say(String what, Runnable delivery) {
        send("control", what, delivery);
    }

    private void send(String stream, String what, Runnable delivery) {
        end.send(stream, what, delivery);
    }

    /** Null while the database is away. */
    private static <T> @Nullable T inTime(Supplier<T> work) {
        try {
            return work.get();
        } catch (TransactionException e) {
            return null;
        }
    }

    /** A refusal ends the session, and so does a database that is away where nobody waits for it. */
    private void orClose(Runnable work) {
        try {
            work.run();
        } catch (LinkRefused e) {
            hub.world.simulation.say(
                    node.name() + " refuses " + dc + ": " + e.why().code());
            if (e.why().code() != ErrorCode.SUPERSEDED) {
                throw e;
            }
            end.close();
        } catch (TransactionException e) {
            end.close();
        }
    }
}
