package io.skerry.hub.datacenter.link;

import io.skerry.hub.datacenter.SentObjects;
import io.skerry.hub.datacenter.sync.ListCursor;
import io.skerry.hub.datacenter.sync.SiteLists;
import io.skerry.hub.datacenter.sync.SitePage;
import io.skerry.link.session.Outgoing;
import io.skerry.model.error.LogKeys;
import io.skerry.model.message.Bookmark;
import io.skerry.model.message.Digests;
import io.skerry.model.message.Message;
import io.skerry.model.message.SyncRequest;
import java.time.Duration;
import java.util.List;
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
    private final SentObjects sent;

    SiteSync(SiteLists lists, SentObjects sent) {
        this.lists = lists;
        this.sent = sent;
    }

    /** Serves until the receiver leaves or a newer session takes over. */
    void serve(String dc, SyncRequest request, Outgoing out) throws InterruptedException {
        var cursor = new ListCursor(request);
        while (out.isOpen()) {
            var news = lists.signal().count(dc);
            var page = next(dc, cursor);
            if (page.isPresent()) {
                var turn = cursor.take(page.get(), lists.full(page.get()));
                send(turn.messages(), out);
                if (turn.more()) {
                    continue;
                }
            }
            lists.signal().await(dc, news, PATIENCE);
        }
    }

    /** While the database is away the session stands: the data center needs nothing of it. */
    private Optional<SitePage> next(String dc, ListCursor cursor) throws InterruptedException {
        while (true) {
            try {
                return cursor.next(lists, dc);
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
            send(ListCursor.repair(held.epoch(), page.get(), lists.full(page.get())), out);
        }
    }

    private void send(List<Message> messages, Outgoing out) throws InterruptedException {
        for (var message : messages) {
            out.send(message);
            if (!(message instanceof Bookmark)) {
                sent.add();
            }
        }
    }
}
