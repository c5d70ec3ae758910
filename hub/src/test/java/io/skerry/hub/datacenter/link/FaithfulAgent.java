package io.skerry.hub.datacenter.link;

import io.skerry.link.session.Channel;
import io.skerry.link.session.Handler;
import io.skerry.link.session.LinkException;
import io.skerry.model.message.Accepted;
import io.skerry.model.message.Command;
import io.skerry.model.message.CommandResult;
import io.skerry.model.message.Message;
import io.skerry.model.message.Ping;
import io.skerry.model.message.Report;
import io.skerry.model.message.ReportAck;
import io.skerry.model.message.Welcome;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * An agent that never dies: it does each order once, however often that comes, remembers its answers until the hub has them, and dials again
 * whenever the hub was away.
 */
final class FaithfulAgent implements AutoCloseable {

    private static final long PAUSE_NANOS = 50_000_000;

    private final TestAgent agent;
    private final List<CommandResult> answers = new ArrayList<>();
    private final AtomicInteger deliveries = new AtomicInteger();
    private final Thread line;
    private volatile boolean closed;

    private FaithfulAgent(TestAgent agent) {
        this.agent = agent;
        this.line = Thread.ofVirtual().name("faithful-agent").start(this::hold);
    }

    static FaithfulAgent of(TestAgent enrolled) {
        return new FaithfulAgent(enrolled);
    }

    /** The orders it did, each once. */
    synchronized List<String> done() {
        return answers.stream().map(CommandResult::command).toList();
    }

    /** How often orders came. */
    int deliveries() {
        return deliveries.get();
    }

    private void hold() {
        while (!closed) {
            try {
                session();
            } catch (LinkException e) {
                LockSupport.parkNanos(PAUSE_NANOS);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void session() throws InterruptedException {
        try (var session = agent.dial(Channel.CONTROL, new Orders())) {
            var welcome = session.request(agent.hello("", 0, ""), TestAgent.SOON);
            if (!(welcome instanceof Welcome welcomed)) {
                LockSupport.parkNanos(PAUSE_NANOS);
                return;
            }
            var told = (int) welcomed.ackedSeq();
            try (var reports = session.exchange(new ReportAck(welcomed.epoch(), told), 8)) {
                while (session.isOpen() && !closed) {
                    var next = answer(told);
                    if (next == null) {
                        LockSupport.parkNanos(PAUSE_NANOS);
                        continue;
                    }
                    reports.send(new Report(welcomed.epoch(), told + 1L, 0, next));
                    if (!(reports.next(TestAgent.SOON) instanceof ReportAck)) {
                        return;
                    }
                    told++;
                }
            }
        }
    }

    private synchronized CommandResult answer(int number) {
        return number < answers.size() ? answers.get(number) : null;
    }

    private synchronized void take(Command command) {
        deliveries.incrementAndGet();
        if (answers.stream().noneMatch(answer -> answer.command().equals(command.id()))) {
            answers.add(new CommandResult(command.id(), true, null, null));
        }
    }

    private final class Orders implements Handler {

        @Override
        public Message request(Message message) {
            if (message instanceof Command command) {
                take(command);
                return new Accepted();
            }
            return new Ping();
        }
    }

    @Override
    public void close() {
        closed = true;
        line.interrupt();
        agent.close();
    }
}
