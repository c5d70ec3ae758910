package io.skerry.hub.datacenter.sync;

import io.skerry.hub.command.SiteSignal;
import io.skerry.hub.datacenter.session.SiteSessions;
import io.skerry.hub.event.EventSink;
import io.skerry.hub.event.NewEvent;
import io.skerry.hub.event.Subject;
import io.skerry.hub.projection.SiteChanges;
import io.skerry.hub.resource.Database;
import io.skerry.model.error.LogKeys;
import io.skerry.model.event.EventType;
import io.skerry.model.message.Digests;
import io.skerry.model.message.Epoch;
import io.skerry.model.message.Hello;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/**
 * What each data center must hold, as the link sends it. While a data center is in review nothing is sent: its memory is from another
 * hub's life, or too much would go at once, and a person has to look first.
 */
@Service
public class SiteLists implements SiteChanges {

    private static final Logger LOG = LoggerFactory.getLogger(SiteLists.class);
    private static final int PAGE = 64;
    private static final int KEPT_STEPS = 1000;

    private final Database database;
    private final SiteObjectRepository rows;
    private final SiteSessions sessions;
    private final EventSink events;
    private final SiteSignal signal = new SiteSignal();
    private final Map<String, Long> lookedAt = new ConcurrentHashMap<>();

    SiteLists(Database database, SiteObjectRepository rows, SiteSessions sessions, EventSink events) {
        this.database = database;
        this.rows = rows;
        this.sessions = sessions;
        this.events = events;
    }

    @Override
    public void siteChanged(String dc) {
        signal.raise(dc);
    }

    /** Raised when a data center has something new to receive. */
    public SiteSignal signal() {
        return signal;
    }

    /** Raises the signal of those data centers whose list is further than when they were last looked at. */
    public void wake(Set<String> dcs) {
        var versions = database.platform(() -> rows.versions(dcs));
        versions.forEach((dc, version) -> {
            if (!version.equals(lookedAt.put(dc, version))) {
                signal.raise(dc);
            }
        });
    }

    /** Forgets steps that no data center will name. */
    public void forgetOld() {
        database.platform(() -> {
            rows.forgetSteps(KEPT_STEPS);
            return true;
        });
    }

    /**
     * The next objects after a version, empty while the data center is in review.
     *
     * @param empty whether it holds nothing yet that a removal could take
     */
    public Optional<SitePage> next(String dc, Epoch epoch, long after, boolean empty) {
        return database.platform(() -> {
            sessions.require(dc, epoch);
            if (rows.review(dc).isPresent()) {
                return Optional.empty();
            }
            var page = rows.after(dc, after, PAGE);
            return !empty && holdsBack(dc, page, after) ? Optional.empty() : Optional.of(page);
        });
    }

    /** Whether more follows after the page. */
    public boolean full(SitePage page) {
        return page.objects().size() == PAGE;
    }

    /** What differs from what the data center says it holds; empty while it is in review. */
    public Optional<SitePage> differing(String dc, Digests held) {
        return database.platform(() -> {
            sessions.require(dc, held.epoch());
            var unheardOf = rows.unheardOf(dc, held.versions());
            if (unheardOf > 0) {
                review(dc, "unknown-objects", "It holds " + unheardOf + " objects that this hub never sent.");
                // As removals that nobody has confirmed: whoever accepts the data center confirms these and no others.
                rows.buryUnheardOf(dc, held.versions().keySet());
            }
            if (rows.review(dc).isPresent()) {
                return Optional.empty();
            }
            var page = rows.differing(dc, held.versions(), PAGE);
            return holdsBack(dc, page, 0) ? Optional.empty() : Optional.of(page);
        });
    }

    /** Everything up to the version is durable there. */
    public void received(String dc, Epoch epoch, long version) {
        database.platform(() -> {
            sessions.require(dc, epoch);
            rows.received(dc, epoch, version);
            return true;
        });
    }

    /** Compares where a data center says it is with the steps that this hub remembers; opens a review if it does not know the place. */
    public void recognise(String dc, Hello hello) {
        database.platform(() -> {
            var incarnation = sessions.incarnation();
            if (hello.version() != 0
                    && !(hello.incarnation().equals(incarnation)
                            && rows.knowsStep(dc, incarnation, hello.version(), hello.chain()))) {
                review(
                        dc,
                        "unknown-step",
                        "It holds version " + hello.version() + " of a list that this hub never sent.");
            }
            return true;
        });
    }

    /** A person looked: what was held back is confirmed by that act. Returns whether anything was. */
    public boolean accept(String dc, String act) {
        var accepted = database.platform(() -> {
            var closed = rows.closeReview(dc, act);
            if (closed) {
                events.tell(NewEvent.now(
                        EventType.DATA_CENTER_ACCEPTED,
                        Subject.dataCenter(dc),
                        "what was held back there is confirmed"));
            }
            return closed;
        });
        signal.raise(dc);
        return accepted;
    }

    private boolean holdsBack(String dc, SitePage page, long after) {
        if (page.objects().stream().noneMatch(o -> o.tombstone() && o.operation() == null)) {
            return false;
        }
        var unconfirmed = rows.unconfirmed(dc, after);
        var live = rows.live(dc);
        if (!Breaker.trips(unconfirmed, live)) {
            return false;
        }
        review(dc, "mass-removal", unconfirmed + " of its " + (live + unconfirmed) + " objects would go at once.");
        return true;
    }

    private void review(String dc, String why, String what) {
        if (rows.openReview(dc, why, what)) {
            events.tell(NewEvent.now(
                    EventType.DATA_CENTER_REVIEW,
                    Subject.dataCenter(dc),
                    what + " Nothing goes there before somebody looked: skerry dc accept " + dc));
            LOG.atWarn().addKeyValue(LogKeys.SITE, dc).addKeyValue("why", why).log("a data center waits for a person");
        }
    }
}
