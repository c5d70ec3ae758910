package io.skerry.model.log;

import io.skerry.model.name.ApplicationRef;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which lines are wanted.
 *
 * @param component absent: every component
 * @param id of one instance or build; absent: every one
 * @param previous only instances that ended
 * @param since only lines from then on
 * @param tail at most so many lines from before now, per stream; absent: all
 * @param follow go on as lines come
 * @param until only lines from before then
 * @param match what a line must be like; absent: anything
 */
public record LogQuery(
        ApplicationRef application,
        LogStream.Origin origin,
        @Nullable String component,
        @Nullable String id,
        boolean previous,
        @Nullable Instant since,
        @Nullable Integer tail,
        boolean follow,
        @Nullable Instant until,
        @Nullable LogMatch match) {

    /** Every line, whatever it is like. */
    public LogQuery(
            ApplicationRef application,
            LogStream.Origin origin,
            @Nullable String component,
            @Nullable String id,
            boolean previous,
            @Nullable Instant since,
            @Nullable Integer tail,
            boolean follow) {
        this(application, origin, component, id, previous, since, tail, follow, null, null);
    }

    /** The same, but for what a line must be like. */
    public LogQuery matching(@Nullable LogMatch wanted) {
        return new LogQuery(application, origin, component, id, previous, since, tail, follow, until, wanted);
    }

    /** The same, but only lines from before then. */
    public LogQuery until(@Nullable Instant end) {
        return new LogQuery(application, origin, component, id, previous, since, tail, follow, end, match);
    }
}
