package io.skerry.hub.datacenter.link;

import io.skerry.hub.datacenter.session.Succession;
import io.skerry.hub.datacenter.session.Succession.Step;
import io.skerry.hub.resource.Database;
import io.skerry.link.codec.MessageCodec;
import io.skerry.link.identity.PeerIdentity;
import io.skerry.link.session.Handler;
import io.skerry.link.session.Incoming;
import io.skerry.link.session.LinkClosed;
import io.skerry.link.session.LinkRefused;
import io.skerry.link.session.Outgoing;
import io.skerry.link.session.Session;
import io.skerry.model.error.ErrorCode;
import io.skerry.model.error.LogKeys;
import io.skerry.model.message.Accepted;
import io.skerry.model.message.AllTold;
import io.skerry.model.message.Digests;
import io.skerry.model.message.Epoch;
import io.skerry.model.message.Goaway;
import io.skerry.model.message.Hello;
import io.skerry.model.message.Message;
import io.skerry.model.message.Ping;
import io.skerry.model.message.Received;
import io.skerry.model.message.Recover;
import io.skerry.model.message.Report;
import io.skerry.model.message.ReportAck;
import io.skerry.model.message.SyncRequest;
import io.skerry.model.message.Unsupported;
import io.skerry.model.message.Welcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** An agent's control connection. Before its {@link Hello} was answered by a {@link Welcome} nothing is done for it. */
final class ControlHandler implements Handler {

    private static final Logger LOG = LoggerFactory.getLogger(ControlHandler.class);
    /** Agents wait ten seconds; one that hears that the database is away need not think that the hub is. */
    private static final Duration ANSWER = Duration.ofSeconds(5);

    private static final Duration PING = Duration.ofSeconds(2);
    private static final Duration IDLE = Duration.ofSeconds(1);
    private static final int BATCH = 128;

    private final Session session;
    private final PeerIdentity peer;
    private final LinkParts parts;
    private volatile @Nullable LiveSite site;

    ControlHandler(Session session, PeerIdentity peer, LinkParts parts) {
        this.session = session;
        this.peer = peer;
        this.parts = parts;
    }

    @Override
    public Message request(Message message) throws InterruptedException {
        return Database.within(ANSWER, () -> switch (message) {
            case Hello hello -> parts.admission().through(() -> hello(hello));
            case Ping ping -> ping;
            case Recover recover -> parts.enrolment().renew(recover, peer);
            case Received received -> received(received);
            default -> new Unsupported(MessageCodec.type(message));
        });
    }

    @Override
    public void stream(Message request, Outgoing out) throws InterruptedException {
        switch (request) {
            case SyncRequest sync -> {
                admitted(sync.epoch());
                parts.sync().serve(dc(), sync, out);
            }
            case Digests held -> {
                admitted(held.epoch());
                parts.sync().repair(dc(), held, out);
            }
            default -> throw LinkRefused.unsupported(MessageCodec.type(request));
        }
    }

    @Override
    public void exchange(Message first, Incoming in, Outgoing out) throws InterruptedException {
        if (!(first instanceof ReportAck opening)) {
            throw LinkRefused.unsupported(MessageCodec.type(first));
        }
        var speaker = admitted(opening.epoch());
        var batch = new ArrayList<Report>();
        while (!in.ended() && session.isOpen()) {
            for (var next = in.next(IDLE); next != null; next = batch.size() < BATCH ? in.next(Duration.ZERO) : null) {
                if (next instanceof Report report) {
                    take(current(report, speaker), speaker, batch);
                }
            }
            if (!batch.isEmpty()) {
                var stored = store(speaker, List.copyOf(batch));
                batch.clear();
                out.send(new ReportAck(speaker.epoch(), stored));
            }
        }
    }

    /** What is to be stored goes into the batch. */
    private static void take(Report report, LiveSite speaker, List<Report> batch) {
        if (report.item() instanceof AllTold) {
            speaker.toldUntil(Duration.ofMillis(Math.max(0, report.ageMillis())));
        } else {
            batch.add(report);
        }
    }

    /** Stores them, however long the database is away: the agent keeps them until it hears of it. */
    private long store(LiveSite speaker, List<Report> batch) throws InterruptedException {
        while (true) {
            try {
                return parts.reports().store(dc(), speaker.storeId(), speaker.epoch(), batch);
            } catch (DataAccessException | TransactionException e) {
                LOG.atWarn()
                        .addKeyValue(LogKeys.SITE, dc())
                        .addKeyValue(LogKeys.ERROR, e.toString())
                        .log("reports wait for the database");
                if (!session.isOpen()) {
                    throw new LinkClosed("the session ended while reports waited");
                }
                Thread.sleep(IDLE);
            }
        }
    }

    private Message received(Received received) {
        try {
            parts.lists().received(dc(), admitted(received.epoch()).epoch(), received.version());
            return new Accepted();
        } catch (DataAccessException | TransactionException e) {
            throw LinkRefused.of(ErrorCode.UNAVAILABLE, "the hub's database does not answer");
        }
    }

    private Message hello(Hello hello) throws InterruptedException {
        var later = parts.admission().ask(System.nanoTime());
        if (later.isPresent()) {
            return new Goaway(later.get().toMillis(), "the hub lets agents in by and by");
        }
        if (!hello.agentId().equals(peer.agentId()) || !parts.enrolment().admit(peer)) {
            throw LinkRefused.of(ErrorCode.UNAUTHENTICATED, "this certificate is not good here");
        }
        var succession = new Succession(parts.sessions(), parts.hub());
        var step = succession.hello(dc(), hello);
        if (step instanceof Step.Ask(Epoch old)) {
            step = succession.asked(dc(), hello, old, answers(old));
        }
        return switch (step) {
            case Step.Welcome(Epoch epoch) -> welcome(hello, epoch);
            case Step.Later(Goaway goaway) -> goaway;
            case Step.Ask _ -> throw new IllegalStateException("asked twice about one session");
        };
    }

    private boolean answers(Epoch old) throws InterruptedException {
        var speaker = parts.live().find(dc(), old);
        if (speaker.isEmpty()) {
            return false;
        }
        try {
            speaker.get().control().request(new Ping(), PING);
            return true;
        } catch (LinkRefused e) {
            return true;
        } catch (LinkClosed e) {
            return false;
        }
    }

    private Welcome welcome(Hello hello, Epoch epoch) {
        parts.lists().recognise(dc(), hello);
        var speaker = new LiveSite(dc(), epoch, hello.storeId(), session);
        site = speaker;
        parts.live().put(speaker).ifPresent(LiveSite::close);
        session.onClose(() -> Thread.ofVirtual().name("link-closed").start(() -> left(speaker)));
        parts.commands().start(speaker);
        return new Welcome(epoch, parts.reports().position(dc(), hello.storeId()), 0);
    }

    private void left(LiveSite speaker) {
        parts.live().remove(speaker);
        speaker.close();
        try {
            parts.sessions().close(speaker.dc(), speaker.epoch());
        } catch (DataAccessException | TransactionException e) {
            LOG.atInfo()
                    .addKeyValue(LogKeys.SITE, dc())
                    .log("a session's end could not be noted; it shows by its silence");
        }
    }

    /** The session, if it was welcomed under that epoch. */
    private LiveSite admitted(Epoch epoch) {
        var speaker = site;
        if (speaker == null || !speaker.epoch().equals(epoch)) {
            throw LinkRefused.of(ErrorCode.SUPERSEDED, "this is not the epoch of the session");
        }
        return speaker;
    }

    private static Report current(Report report, LiveSite speaker) {
        if (!report.epoch().equals(speaker.epoch())) {
            throw LinkRefused.of(ErrorCode.SUPERSEDED, "a report of another session's epoch");
        }
        return report;
    }

    private String dc() {
        return peer.dataCenter().value();
    }
}
