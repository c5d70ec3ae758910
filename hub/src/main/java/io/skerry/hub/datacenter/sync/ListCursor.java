package io.skerry.hub.datacenter.sync;

import io.skerry.hub.datacenter.sync.SitePage.Head;
import io.skerry.hub.datacenter.sync.SitePage.SiteRow;
import io.skerry.model.message.Bookmark;
import io.skerry.model.message.Epoch;
import io.skerry.model.message.Message;
import io.skerry.model.message.Put;
import io.skerry.model.message.SyncRequest;
import io.skerry.model.message.Tombstone;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How far one session has been sent its list: turns pages into messages. No I/O and no clock. */
public final class ListCursor {

    private final Epoch epoch;
    private final boolean fromStart;
    private long after;
    private boolean marked;

    public ListCursor(SyncRequest request) {
        this.epoch = request.epoch();
        this.fromStart = request.version() == 0;
        this.after = request.version();
    }

    /** What to send, and whether the next page may be asked for at once. */
    public record Turn(List<Message> messages, boolean more) {}

    /** The page after this position; empty while the data center is in review. */
    public Optional<SitePage> next(SiteLists lists, String dc) {
        return lists.next(dc, epoch, after, fromStart && !marked);
    }

    /** The page's objects; after the last page a bookmark, if it says something new. */
    public Turn take(SitePage page, boolean full) {
        var messages = messages(page);
        if (full) {
            after = page.objects().getLast().version();
            return new Turn(messages, true);
        }
        var head = page.head();
        if (!marked || head.version() > after) {
            messages.add(bookmark(head));
            marked = true;
        }
        after = Math.max(after, head.version());
        return new Turn(messages, false);
    }

    /** What differs, and the bookmark if nothing is left out. */
    public static List<Message> repair(Epoch epoch, SitePage page, boolean full) {
        var cursor = new ListCursor(new SyncRequest(epoch, 0));
        var messages = cursor.messages(page);
        if (!full) {
            messages.add(cursor.bookmark(page.head()));
        }
        return messages;
    }

    private List<Message> messages(SitePage page) {
        var messages = new ArrayList<Message>();
        page.objects().forEach(row -> messages.add(message(row)));
        return messages;
    }

    private Message message(SiteRow row) {
        return row.tombstone()
                ? new Tombstone(epoch, row.key(), row.version(), row.operation())
                : new Put(epoch, row.key(), row.version(), row.digest(), row.body());
    }

    private Bookmark bookmark(Head head) {
        return new Bookmark(epoch, head.version(), head.chain(), head.holding());
    }
}
