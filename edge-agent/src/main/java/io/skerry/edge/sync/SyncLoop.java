package io.skerry.edge.sync;

import io.skerry.edge.sync.Follower.Next;
import io.skerry.link.session.Incoming;
import io.skerry.link.session.LinkClosed;
import io.skerry.link.session.LinkRefused;
import io.skerry.link.session.Session;
import io.skerry.model.error.ErrorCode;
import io.skerry.model.error.LogKeys;
import io.skerry.model.message.Bookmark;
import io.skerry.model.message.Digests;
import io.skerry.model.message.Epoch;
import io.skerry.store.Compare;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows the hub's list over one session. */
public final class SyncLoop {

    private static final Logger LOG = LoggerFactory.getLogger(SyncLoop.class);
    private static final Duration IDLE = Duration.ofSeconds(1);
    private static final Duration GATHER = Duration.ofMillis(5);
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final int CREDIT = 128;

    private final Session session;
    private final Follower follower;

    /** @param guard the condition under which this session may write, from {@link SiteMemory#enter} */
    public SyncLoop(SiteMemory memory, Session session, Epoch epoch, Compare guard) {
        this.session = session;
        this.follower = new Follower(memory, epoch, guard);
    }

    /** Follows until the session ends or a later one takes over. */
    public void run() throws InterruptedException {
        try (var list = session.stream(follower.request(), CREDIT)) {
            while (!list.ended()) {
                step(list);
            }
        }
        throw new LinkClosed("the hub ended the list");
    }

    private void step(Incoming list) throws InterruptedException {
        var message = list.next(follower.hasPending() ? GATHER : IDLE);
        var next = message != null
                ? follower.offer(message, System.nanoTime())
                : follower.hasPending() ? follower.flush() : new Next.GoOn();
        goOn(next);
        if (next instanceof Next.Ask(Digests question)) {
            repair(question);
        }
    }

    private void goOn(Next next) throws InterruptedException {
        if (next instanceof Next.End(String why)) {
            session.close();
            throw new LinkClosed(why);
        }
        sayReceived();
    }

    /** Says how far everything is durable. If the hub cannot note it just now it is said again. */
    private void sayReceived() throws InterruptedException {
        var received = follower.unsaid();
        if (received.isEmpty()) {
            return;
        }
        try {
            session.request(received.get(), ANSWER);
            follower.said(received.get());
        } catch (LinkRefused e) {
            if (e.why().code() == ErrorCode.SUPERSEDED) {
                throw e;
            }
            LOG.atInfo().addKeyValue(LogKeys.ERROR, e.getMessage()).log("the hub could not note what is received");
        }
    }

    /** Brings what differs. */
    private void repair(Digests question) throws InterruptedException {
        try (var differing = session.stream(question, CREDIT)) {
            while (!differing.ended()) {
                var message = differing.next(ANSWER);
                if (message == null && !differing.ended()) {
                    return;
                }
                if (message == null) {
                    continue;
                }
                var next = follower.offer(message, System.nanoTime());
                goOn(next);
                if (!(next instanceof Next.GoOn)) {
                    LOG.atWarn().log("what is held still differs from the hub's list");
                    return;
                }
                if (message instanceof Bookmark) {
                    LOG.atInfo().log("what is held agrees with the hub's list again");
                }
            }
        }
    }
}
