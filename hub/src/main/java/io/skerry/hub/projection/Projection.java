package io.skerry.hub.projection;

import io.skerry.hub.api.Cursor;
import io.skerry.hub.api.HubException;
import io.skerry.hub.api.Selector;
import io.skerry.hub.resource.Database;
import io.skerry.hub.resource.Place;
import io.skerry.hub.resource.Stored;
import io.skerry.hub.resource.feed.Change;
import io.skerry.hub.resource.feed.ChangeFeed;
import io.skerry.hub.resource.store.Resources;
import io.skerry.model.error.ErrorCode;
import io.skerry.model.error.LogKeys;
import io.skerry.model.resource.Kind;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** Follows the change feed, one hub at a time, and runs again every root that a change is an input of. */
final class Projection implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Projection.class);
    private static final Duration LEASE = Duration.ofSeconds(4);
    private static final Duration PAUSE_AFTER_ERROR = Duration.ofMillis(500);
    private static final Duration AGAIN = Duration.ofSeconds(5);
    private static final int BATCH = 500;

    private final Database database;
    private final SiteRepository rows;
    private final RootProjection roots;
    private final Resources resources;
    private final ChangeFeed feed;
    private final Collection<SiteChanges> listeners;
    private final String holder = UUID.randomUUID().toString();
    private final Thread thread;
    private long triedAgain = System.nanoTime();
    private volatile boolean closed;

    Projection(
            Database database,
            SiteRepository rows,
            RootProjection roots,
            Resources resources,
            ChangeFeed feed,
            Collection<SiteChanges> listeners) {
        this.database = database;
        this.rows = rows;
        this.roots = roots;
        this.resources = resources;
        this.feed = feed;
        this.listeners = List.copyOf(listeners);
        this.thread = Thread.ofVirtual().name("projection").unstarted(this::run);
    }

    void start() {
        database.platform(() -> {
            rows.identify();
            return true;
        });
        thread.start();
    }

    private void run() {
        while (!closed) {
            try {
                var seen = feed.seen();
                var position = database.platform(() -> rows.lead(holder, LEASE));
                position.ifPresent(_ -> tryAgain());
                if (position.isEmpty() || !step(position.get())) {
                    feed.await(seen);
                }
            } catch (InterruptedException e) {
                return;
            } catch (DataAccessException | TransactionException | HubException e) {
                LOG.atWarn().addKeyValue(LogKeys.ERROR, e.toString()).log("data centers wait for changes");
                if (!pause()) {
                    return;
                }
            }
        }
    }

    /** Returns whether there may be more. */
    private boolean step(long position) {
        List<Change> changes;
        try {
            feed.requireKept(position);
            changes = feed.after(position, BATCH);
        } catch (HubException gone) {
            if (gone.code() != ErrorCode.REVISION_GONE) {
                throw gone;
            }
            startOver();
            return true;
        }
        if (changes.isEmpty()) {
            return false;
        }
        var affected = new LinkedHashSet<Root>();
        changes.forEach(change -> affected.addAll(rootsOf(change)));
        project(affected);
        advance(changes.getLast().revision());
        return true;
    }

    /** After too long an absence: every root anew, then on from now. */
    private void startOver() {
        var revision = feed.revision();
        var affected = new LinkedHashSet<Root>();
        for (var dc : dataCenters()) {
            affected.addAll(everyRoot(dc));
        }
        project(affected);
        advance(revision);
    }

    private void project(Set<Root> affected) {
        var touched = new LinkedHashSet<String>();
        for (var root : affected) {
            if (run(root)) {
                touched.add(root.dc());
            }
        }
        touched.forEach(dc -> listeners.forEach(listener -> listener.siteChanged(dc)));
    }

    /** One root that cannot be projected stays as it was sent last, and says so; all others go on. */
    private boolean run(Root root) {
        try {
            return roots.run(root);
        } catch (RuntimeException e) {
            if (!Database.isDefect(e)) {
                throw e;
            }
            LOG.atError()
                    .setCause(e)
                    .addKeyValue(LogKeys.SITE, root.dc())
                    .addKeyValue("uid", root.uid())
                    .log("what a data center must hold of this cannot be said");
            database.platform(() -> rows.fail(root, e.toString()));
            return false;
        }
    }

    private void tryAgain() {
        if (System.nanoTime() - triedAgain > AGAIN.toNanos()) {
            triedAgain = System.nanoTime();
            project(new LinkedHashSet<>(database.platform(rows::failed)));
        }
    }

    private void advance(long revision) {
        database.platform(() -> {
            rows.advance(holder, revision);
            return true;
        });
    }

    private Set<Root> rootsOf(Change change) {
        var place = change.place();
        var affected = new LinkedHashSet<Root>(database.platform(() ->
                rows.rootsOf(List.of(RecordingInputs.nameOf(place, change.name()), RecordingInputs.nameOf(place)))));
        affected.addAll(database.platform(() -> rows.rootsOf(change.uid())));
        if (roots.kinds().contains(place.kind()) && !change.removed()) {
            dataCenters().forEach(dc -> affected.add(new Root(dc, place.kind(), change.uid())));
        }
        if (place.kind() == Kind.DATA_CENTER && change.before() == null) {
            affected.addAll(everyRoot(change.name()));
        }
        return affected;
    }

    private Set<Root> everyRoot(String dc) {
        var found = new LinkedHashSet<Root>();
        for (var tenant : resources.all(Place.platform(Kind.TENANT))) {
            for (var kind : roots.kinds()) {
                resources
                        .page(
                                new Place(kind, tenant.name(), ""),
                                true,
                                Selector.ALL,
                                new Cursor("", ""),
                                Integer.MAX_VALUE)
                        .forEach(row -> found.add(new Root(dc, kind, row.uid())));
            }
        }
        return found;
    }

    private List<String> dataCenters() {
        return resources.all(Place.platform(Kind.DATA_CENTER)).stream()
                .map(Stored::name)
                .toList();
    }

    private boolean pause() {
        try {
            Thread.sleep(PAUSE_AFTER_ERROR);
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(LEASE);
            database.platform(() -> {
                rows.resign(holder);
                return true;
            });
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (DataAccessException | TransactionException e) {
            LOG.atInfo().addKeyValue(LogKeys.ERROR, e.toString()).log("the lease runs out by itself");
        }
    }
}
