package io.skerry.edge.sync;

import io.skerry.edge.sync.Applier.Effect;
import io.skerry.model.error.LogKeys;
import io.skerry.model.message.Digests;
import io.skerry.model.message.Epoch;
import io.skerry.model.message.Message;
import io.skerry.model.message.Received;
import io.skerry.model.message.SyncRequest;
import io.skerry.store.Compare;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes what the hub's list says durable, as long as its session may write, and says what to tell the hub. No network, no clock and no
 * thread of its own.
 */
public final class Follower {

    private static final Logger LOG = LoggerFactory.getLogger(Follower.class);
    private static final Duration REPAIR_PAUSE = Duration.ofMinutes(1);
    private static final long NOTHING = -1;

    private final SiteMemory memory;
    private final Epoch epoch;
    private final Compare guard;
    private final Applier applier;
    private boolean asked;
    private long askedNanos;
    private long unsaid = NOTHING;

    /** @param guard the condition under which this session may write, from {@link SiteMemory#enter} */
    public Follower(SiteMemory memory, Epoch epoch, Compare guard) {
        this.memory = memory;
        this.epoch = epoch;
        this.guard = guard;
        this.applier = new Applier(epoch, memory.state());
    }

    /** What to do after a message. */
    public sealed interface Next {
        /** Take the next one. */
        record GoOn() implements Next {}

        /** What is held differs from the list: ask what it is, and offer the answer too. */
        record Ask(Digests question) implements Next {}

        /** It still differs, and was asked a moment ago. */
        record Differs() implements Next {}

        /** The session is to end. */
        record End(String why) implements Next {}
    }

    /** What to follow from. */
    public SyncRequest request() {
        return new SyncRequest(epoch, applier.progress());
    }

    /** Whether something waits for a {@link #flush}. */
    public boolean hasPending() {
        return applier.hasPending();
    }

    /** Takes one message of the list, or of the answer to a question. */
    public Next offer(Message message, long nowNanos) {
        return switch (applier.offer(message)) {
            case Effect.Wait() -> new Next.GoOn();
            case Effect.Commit commit -> commit(commit);
            case Effect.Repair repair ->
                commit(repair.first()) instanceof Next.End end ? end : ask(repair.question(), nowNanos);
            case Effect.Refuse(String why) -> new Next.End(why);
        };
    }

    /** Writes now, though no bookmark has come. */
    public Next flush() {
        return commit(applier.flush());
    }

    /** What the hub does not know to be durable yet; to be said until it was {@link #said}. */
    public Optional<Received> unsaid() {
        return unsaid == NOTHING ? Optional.empty() : Optional.of(new Received(epoch, unsaid));
    }

    /** The hub has noted it. */
    public void said(Received received) {
        if (received.version() == unsaid) {
            unsaid = NOTHING;
        }
    }

    private Next commit(Effect.Commit commit) {
        if (!memory.commit(commit.operations(), guard)) {
            return new Next.End("a later session writes to this store");
        }
        unsaid = commit.received();
        return new Next.GoOn();
    }

    /** A difference that stays is asked about again after a pause. */
    private Next ask(Digests question, long nowNanos) {
        if (asked && nowNanos - askedNanos < REPAIR_PAUSE.toNanos()) {
            return new Next.Differs();
        }
        LOG.atWarn()
                .addKeyValue(LogKeys.EPOCH, epoch.number())
                .log("what is held differs from the hub's list; it is compared");
        asked = true;
        askedNanos = nowNanos;
        return new Next.Ask(question);
    }
}
