package io.skerry.cli.local.process;

import java.time.Duration;
import java.time.Instant;

/** What is to be done about one process: a pure state machine, told whether it lives and what time it is. */
public sealed interface Watch {

    /** How long it has to live until earlier ends are forgotten. */
    Duration STABLE = Duration.ofMinutes(1);

    /** The longest wait before another start. */
    Duration LONGEST = Duration.ofSeconds(30);

    /** It runs, or ran when it was last looked at. */
    record Running(Instant since, int ends) implements Watch {}

    /** It ended and is started again at that time. */
    record Waiting(Instant until, int ends) implements Watch {}

    /** It is to be started now. */
    record Due(int ends) implements Watch {}

    /**
     * A process that was just seen alive.
     *
     * @param ends how often it ended since it last was stable, as somebody wrote down before
     */
    static Watch begin(Instant now, int ends) {
        return new Running(now, ends);
    }

    /** How things stand now. */
    default Watch look(boolean alive, Instant now) {
        return switch (this) {
            case Running r -> {
                var ends = isStable(r, now) ? 0 : r.ends();
                yield alive ? new Running(r.since(), ends) : waiting(now, ends + 1);
            }
            case Waiting w -> {
                if (alive) {
                    yield new Running(now, w.ends());
                }
                yield now.isBefore(w.until()) ? w : new Due(w.ends());
            }
            case Due d -> alive ? new Running(now, d.ends()) : waiting(now, d.ends() + 1);
        };
    }

    private static Waiting waiting(Instant now, int ends) {
        return new Waiting(now.plus(pause(ends)), ends);
    }

    private static boolean isStable(Running r, Instant now) {
        return Duration.between(r.since(), now).compareTo(STABLE) >= 0;
    }

    private static Duration pause(int ends) {
        var doubled = Duration.ofSeconds(1L << Math.min(ends - 1, 10));
        return doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
    }
}
