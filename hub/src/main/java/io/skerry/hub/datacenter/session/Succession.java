package io.skerry.hub.datacenter.session;

import io.skerry.model.message.Epoch;
import io.skerry.model.message.Goaway;
import io.skerry.model.message.Hello;

/** Who speaks for a data center after who did. No network and no clock: each answer says what to do next. */
public final class Succession {

    private static final long CLONE_BACK_MILLIS = 30_000;
    private static final long BUSY_BACK_MILLIS = 2_000;

    private final SiteSessions sessions;
    private final String hub;

    /** @param hub this replica */
    public Succession(SiteSessions sessions, String hub) {
        this.sessions = sessions;
        this.hub = hub;
    }

    /** What to do with a newcomer. */
    public sealed interface Step {
        /** It is the session now. */
        record Welcome(Epoch epoch) implements Step {}

        /** Not now. */
        record Later(Goaway goaway) implements Step {}

        /** Ask the old session whether it is there, and say what came of it. */
        record Ask(Epoch old) implements Step {}
    }

    /** A newcomer said hello. */
    public Step hello(String dc, Hello hello) {
        return switch (sessions.claim(dc, hello, hub, null)) {
            case Claim.Won(Epoch epoch) -> new Step.Welcome(epoch);
            case Claim.AskOld(Epoch old, String holder) ->
                hub.equals(holder)
                        ? new Step.Ask(old)
                        : later(BUSY_BACK_MILLIS, "another replica of the hub heard another process a moment ago");
        };
    }

    /** The old session answered, or did not. */
    public Step asked(String dc, Hello hello, Epoch old, boolean answered) {
        if (answered) {
            sessions.quarantine(dc, hello);
            return later(CLONE_BACK_MILLIS, "another process speaks for this data center and answers");
        }
        return sessions.claim(dc, hello, hub, old) instanceof Claim.Won(Epoch epoch)
                ? new Step.Welcome(epoch)
                : later(BUSY_BACK_MILLIS, "another process was quicker");
    }

    private static Step later(long millis, String why) {
        return new Step.Later(new Goaway(millis, why));
    }
}
