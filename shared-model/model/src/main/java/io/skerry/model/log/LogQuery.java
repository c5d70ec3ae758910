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
 */
public record LogQuery(
        ApplicationRef application,
        LogStream.Origin origin,
        @Nullable String component,
        @Nullable String id,
        boolean previous,
        @Nullable Instant since,
        @Nullable Integer tail,
        boolean follow) {}
