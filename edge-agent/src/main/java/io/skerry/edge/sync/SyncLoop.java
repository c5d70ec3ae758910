package io.skerry.edge.sync;

import io.skerry.edge.sync.Applier.Effect;
import io.skerry.link.session.Incoming;
import io.skerry.link.session.LinkClosed;
import io.skerry.link.session.LinkRefused;
import io.skerry.link.session.Session;
import io.skerry.model.error.ErrorCode;
import io.skerry.model.error.LogKeys;
import io.skerry.model.message.Bookmark;
import io.skerry.model.message.Epoch;
import io.skerry.model.message.Message;
import io.skerry.model.message.Received;
import io.skerry.model.message.SyncRequest;
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
    private static final Duration REPAIR_PAUSE = Duration.ofMinutes(1);
    private static final int CREDIT = 128;

    private final SiteMemory memory;
    private final Session session;
    private final Epoch epoch;
    private final Compare guard;
    private long unsaid = -1;
    private long repairNotBefore = System.nanoTime();

    /** @param guard the condition under which this session may write, from {@link SiteMemory#enter} */
    public SyncLoop(SiteMemory memory, Session session, Epoch epoch, Compare guard) {
        this.memory = memory;
        this.session = session;
        this.epoch = epoch;
        this.guard = guard;
    }

    /** Follows until the session ends or a later one takes over. */
    public void run() throws InterruptedException {
        var applier = new Applier(epoch, memory.state());
        try (var list = session.stream(new SyncRequest(epoch, applier.progress()), CREDIT)) {
            while (!list.ended()) {
                step(applier, list);
            }
        }
        throw new LinkClosed("the hub ended the list");
    }

    private void step(Applier applier, Incoming list) throws InterruptedException {
        var message = list.next(applier.hasPending() ? GATHER : IDLE);
        if (message != null) {
            act(applier, applier.offer(message));
        } else if (applier.hasPending()) {
            commit(applier.flush());
        } else {
            sayReceived();
        }
    }

    private void act(Applier applier, Effect effect) throws InterruptedException {
        switch (effect) {
            case Effect.Wait() -> {}
            case Effect.Commit commit -> commit(commit);
            case Effect.Repair repair -> {
                commit(repair.first());
                repair(applier, repair);
            }
            case Effect.Refuse(String why) -> {
                session.close();
                throw new LinkClosed(why);
            }
        }
    }

    private void commit(Effect.Commit commit) throws InterruptedException {
        if (!memory.commit(commit.operations(), guard)) {
            session.close();
            throw new LinkClosed("a later session writes to this store");
        }
        unsaid = commit.received();
        sayReceived();
    }

    /** Says how far everything is durable. If the hub cannot note it just now it is said again. */
    private void sayReceived() throws InterruptedException {
        if (unsaid < 0) {
            return;
        }
        try {
            session.request(new Received(epoch, unsaid), ANSWER);
            unsaid = -1;
        } catch (LinkRefused e) {
            if (e.why().code() == ErrorCode.SUPERSEDED) {
                throw e;
            }
            LOG.atInfo().addKeyValue(LogKeys.ERROR, e.getMessage()).log("the hub could not note what is received");
        }
    }

    /** Brings what differs; a difference that stays is asked for again after a pause. */
    private void repair(Applier applier, Effect.Repair repair) throws InterruptedException {
        if (System.nanoTime() - repairNotBefore < 0) {
            return;
        }
        LOG.atWarn()
                .addKeyValue(LogKeys.EPOCH, epoch.number())
                .log("what is held differs from the hub's list; it is compared");
        repairNotBefore = System.nanoTime() + REPAIR_PAUSE.toNanos();
        try (var differing = session.stream(repair.question(), CREDIT)) {
            while (!differing.ended()) {
                var message = differing.next(ANSWER);
                if (message == null && !differing.ended()) {
                    return;
                }
                if (message != null && !settles(applier, message)) {
                    return;
                }
            }
        }
    }

    private boolean settles(Applier applier, Message message) throws InterruptedException {
        var effect = applier.offer(message);
        if (effect instanceof Effect.Repair still) {
            commit(still.first());
            LOG.atWarn().log("what is held still differs from the hub's list");
            return false;
        }
        act(applier, effect);
        if (message instanceof Bookmark) {
            LOG.atInfo().log("what is held agrees with the hub's list again");
        }
        return true;
    }
}
