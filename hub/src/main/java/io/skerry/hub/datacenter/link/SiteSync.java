package io.skerry.hub.datacenter.link;

import io.skerry.hub.datacenter.sync.SiteLists;
import io.skerry.hub.datacenter.sync.SitePage;
import io.skerry.hub.datacenter.sync.SitePage.Head;
import io.skerry.hub.datacenter.sync.SitePage.SiteRow;
import io.skerry.link.session.Outgoing;
import io.skerry.model.error.LogKeys;
import io.skerry.model.message.Bookmark;
import io.skerry.model.message.Digests;
import io.skerry.model.message.Epoch;
import io.skerry.model.message.Message;
import io.skerry.model.message.Put;
import io.skerry.model.message.SyncRequest;
import io.skerry.model.message.Tombstone;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** Sends a data center what it must hold: everything after its version, a bookmark, then changes as they come. */
final class SiteSync {

    private static final Logger LOG = LoggerFactory.getLogger(SiteSync.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration AFTER_ERROR = Duration.ofSeconds(1);

    private final SiteLists lists;

    SiteSync(SiteLists lists) {
        this.lists = lists;
    }

    /** Serves until the receiver leaves or a newer session takes over. */
    void serve(String dc, SyncRequest request, Outgoing out) throws InterruptedException {
        var epoch = request.epoch();
        var after = request.version();
        var marked = false;
        while (out.isOpen()) {
            var news = lists.signal().count(dc);
            var page = next(dc, epoch, after, request.version() == 0 && !marked);
            if (page.isPresent()) {
                var sent = send(epoch, page.get(), out);
                if (lists.full(page.get())) {
                    after = sent;
                    continue;
                }
                var head = page.get().head();
                if (!marked || head.version() > after) {
                    out.send(bookmark(epoch, head));
                    marked = true;
                }
                after = Math.max(after, head.version());
            }
            lists.signal().await(dc, news, PATIENCE);
        }
    }

    /** While the database is away the session stands: the data center needs nothing of it. */
    private Optional<SitePage> next(String dc, Epoch epoch, long after, boolean empty) throws InterruptedException {
        while (true) {
            try {
                return lists.next(dc, epoch, after, empty);
            } catch (DataAccessException | TransactionException e) {
                LOG.atWarn()
                        .addKeyValue(LogKeys.SITE, dc)
                        .addKeyValue(LogKeys.ERROR, e.toString())
                        .log("a data center's list waits for the database");
                Thread.sleep(AFTER_ERROR);
            }
        }
    }

    /** Serves once what differs; the bookmark comes only if nothing is left out. */
    void repair(String dc, Digests held, Outgoing out) throws InterruptedException {
        var page = lists.differing(dc, held);
        if (page.isPresent()) {
            send(held.epoch(), page.get(), out);
            if (!lists.full(page.get())) {
                out.send(bookmark(held.epoch(), page.get().head()));
            }
        }
    }

    private static long send(Epoch epoch, SitePage page, Outgoing out) throws InterruptedException {
        var last = 0L;
        for (var row : page.objects()) {
            out.send(message(epoch, row));
            last = row.version();
        }
        return last;
    }

    private static Message message(Epoch epoch, SiteRow row) {
        return row.tombstone()
                ? new Tombstone(epoch, row.key(), row.version(), row.operation())
                : new Put(epoch, row.key(), row.version(), row.digest(), row.body());
    }

    private static Bookmark bookmark(Epoch epoch, Head head) {
        return new Bookmark(epoch, head.version(), head.chain(), head.holding());
    }
}
