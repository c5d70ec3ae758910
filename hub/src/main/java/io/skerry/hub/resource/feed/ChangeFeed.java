package io.skerry.hub.resource.feed;

import io.skerry.hub.api.HubException;
import io.skerry.hub.resource.Database;
import io.skerry.model.error.ErrorCode;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Numbered changes in their order. Kept for 24 hours or one million; who resumes from earlier starts anew. */
public final class ChangeFeed {

    private static final Duration POLL = Duration.ofSeconds(1);

    private final Database database;
    private final FeedRepository rows;
    private final FeedSignal unnumbered = new FeedSignal();
    private final FeedSignal numbered = new FeedSignal();

    public ChangeFeed(Database database) {
        this.database = database;
        this.rows = new FeedRepository(database);
    }

    /** The revision of the newest numbered change; read it before the rows that it is to vouch for. */
    public long revision() {
        return database.platform(rows::highest);
    }

    /** Everyone's changes after a revision, oldest first, at most {@code limit}. */
    public List<Change> after(long revision, int limit) {
        return database.platform(() -> rows.after(revision, null, limit));
    }

    /**
     * What one look at the feed shows.
     *
     * @param upTo where the next look begins: what is not shown is not looked at twice
     */
    public record Look(List<Change> changes, long upTo) {

        public Look {
            changes = List.copyOf(changes);
        }
    }

    /**
     * Changes after a revision, oldest first, at most {@code limit}, and where to go on from.
     *
     * @param tenant only this tenant's; null for everyone's
     * @throws HubException REVISION_GONE if changes after it are no longer kept
     */
    public Look look(long revision, @Nullable String tenant, int limit) {
        var look = database.as(tenant, () -> {
            // First the highest, so that every change up to it is seen by then.
            var highest = rows.highest();
            var changes = rows.after(revision, tenant, limit);
            var last = changes.isEmpty() ? revision : changes.getLast().revision();
            return new Look(changes, changes.size() == limit ? last : Math.max(last, highest));
        });
        if (look.upTo() > revision) {
            requireKept(revision);
        }
        return look;
    }

    /** Refuses a revision after which changes are no longer kept, or that was never given out. */
    public void requireKept(long revision) {
        if (!database.platform(() -> rows.keeps(revision))) {
            throw HubException.of(
                    ErrorCode.REVISION_GONE,
                    "Changes after revision " + revision + " are no longer kept.",
                    "List again and watch from the revision of that list.");
        }
    }

    /** How often something was numbered in this process; for {@link #await}. */
    public long seen() {
        return numbered.count();
    }

    /** Waits until something was numbered since {@code seen}, or until it is time to look for other hubs' changes. */
    public void await(long seen) throws InterruptedException {
        numbered.await(seen, POLL);
    }

    /** Says that a change was committed and wants its number. */
    public void changed() {
        unnumbered.raise();
    }

    FeedSignal unnumbered() {
        return unnumbered;
    }

    FeedSignal numbered() {
        return numbered;
    }
}
