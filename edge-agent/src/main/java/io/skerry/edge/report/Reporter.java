package io.skerry.edge.report;

import io.skerry.edge.report.BootClock.Moment;
import io.skerry.link.session.LinkException;
import io.skerry.link.session.Session;
import io.skerry.measure.Figures;
import io.skerry.model.error.LogKeys;
import io.skerry.model.key.EdgeKey;
import io.skerry.model.message.Epoch;
import io.skerry.store.Change;
import io.skerry.store.EdgeStore;
import io.skerry.store.EdgeStore.Listing;
import io.skerry.store.StoreException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the outbox: one thread takes in what happens, makes numbers durable and sends. */
public final class Reporter implements AutoCloseable, Figures.Source {

    private static final Logger LOG = LoggerFactory.getLogger(Reporter.class);
    private static final Duration AFTER_ERROR = Duration.ofSeconds(1);
    private static final long IDLE_MILLIS = 1_000;

    private final BootClock clock;
    private final ReportDesk desk;
    private final BlockingQueue<Input> inputs = new LinkedBlockingQueue<>();
    private final EdgeStore store;
    private final Thread thread = Thread.ofVirtual().name("reporter").unstarted(this::run);

    private volatile boolean closed;
    private volatile Standing standing = new Standing(false, 0, 0, null);
    private @Nullable ReportLine line;

    /** How things stood a moment ago, for whoever asks from another thread. */
    private record Standing(
            boolean connected,
            int unacknowledged,
            long behindMillis,
            @Nullable Moment at) {}

    /** What happens, in the order it is taken in. */
    private sealed interface Input {
        record Listed(String prefix, Listing listing) implements Input {}

        record Changed(List<Change> changes) implements Input {}

        record Ready(String key, long revision) implements Input {}

        record Connected(Session session, Epoch epoch, long stored) implements Input {}

        record Acknowledged(long seq) implements Input {}
    }

    public Reporter(EdgeStore store, ArtifactUpload upload) {
        this(store, upload, BootClock.ofMachine());
    }

    Reporter(EdgeStore store, ArtifactUpload upload, BootClock clock) {
        this.store = store;
        this.clock = clock;
        this.desk = new ReportDesk(store, upload, (key, revision) -> inputs.add(new Input.Ready(key, revision)));
    }

    public void start() {
        thread.start();
    }

    /** From now on reports go over this session; the hub has stored those up to a number. */
    public void connected(Session session, Epoch epoch, long stored) {
        inputs.add(new Input.Connected(session, epoch, stored));
    }

    private void run() {
        try {
            restore();
            try (var seen = feed(EdgeKey.SEEN);
                    var tables = feed(EdgeKey.TABLES);
                    var answered = feed(EdgeKey.ANSWERS)) {
                LOG.atDebug()
                        .addKeyValue(LogKeys.KEY, List.of(seen, tables, answered))
                        .log("reports begin");
                while (!closed) {
                    stepSafely();
                }
            }
        } catch (InterruptedException e) {
            LOG.atDebug().log("reports end");
        }
    }

    private KeyFeed feed(String prefix) {
        return new KeyFeed(
                store,
                prefix,
                (p, listing) -> inputs.add(new Input.Listed(p, listing)),
                changes -> inputs.add(new Input.Changed(changes)));
    }

    private void restore() throws InterruptedException {
        while (!closed) {
            try {
                desk.restore();
                return;
            } catch (StoreException e) {
                LOG.atInfo().addKeyValue(LogKeys.ERROR, e.getMessage()).log("reports wait for the store");
                Thread.sleep(AFTER_ERROR);
            }
        }
    }

    private void stepSafely() throws InterruptedException {
        try {
            step();
        } catch (StoreException e) {
            LOG.atInfo().addKeyValue(LogKeys.ERROR, e.getMessage()).log("reports wait for the store");
            Thread.sleep(AFTER_ERROR);
        } catch (RuntimeException e) {
            // A defect in one step must not end all reports.
            LOG.atError().addKeyValue(LogKeys.ERROR, e).log("reports failed; tried again");
            Thread.sleep(AFTER_ERROR);
        }
    }

    private void step() throws InterruptedException {
        var wait = Math.min(IDLE_MILLIS, desk.nextDueMillis(clock.now()).orElse(IDLE_MILLIS));
        for (var input = inputs.poll(wait, TimeUnit.MILLISECONDS); input != null; input = inputs.poll()) {
            takeIn(input);
        }
        desk.forgetTold();
        desk.number(clock.now());
        while (!saved()) {
            Thread.sleep(AFTER_ERROR);
        }
        send();
        stand();
    }

    private void stand() {
        var now = clock.now();
        if (standing.at() == null || standing.at().ageMillis(now) >= IDLE_MILLIS) {
            standing = new Standing(line != null, desk.unacknowledged(), desk.behindMillis(now), now);
        }
    }

    @Override
    public void addTo(Figures figures) {
        var now = standing;
        figures.gauge("skerry_link_connected", "Whether a session with the hub stands.", now.connected() ? 1 : 0)
                .gauge(
                        "skerry_link_unacknowledged_reports",
                        "Reports that the hub has not stored yet.",
                        now.unacknowledged())
                .gauge(
                        "skerry_link_behind_seconds",
                        "How old the oldest change is that the hub does not know.",
                        now.behindMillis() / 1000.0);
    }

    private boolean saved() {
        try {
            desk.save();
            return true;
        } catch (StoreException e) {
            LOG.atInfo().addKeyValue(LogKeys.ERROR, e.getMessage()).log("reports wait for the store");
            return closed;
        }
    }

    private void takeIn(Input input) throws InterruptedException {
        var now = clock.now();
        switch (input) {
            case Input.Listed(String prefix, Listing listing) -> desk.listed(prefix, listing, now);
            case Input.Changed(List<Change> changes) -> desk.changed(changes, now);
            case Input.Ready(String key, long revision) -> desk.ready(key, revision, now);
            case Input.Connected(Session session, Epoch epoch, long stored) -> {
                desk.connected(stored);
                line = open(session, epoch, stored);
            }
            case Input.Acknowledged(long seq) -> desk.acknowledged(seq);
        }
    }

    private @Nullable ReportLine open(Session session, Epoch epoch, long stored) throws InterruptedException {
        try {
            return ReportLine.open(session, epoch, stored, seq -> inputs.add(new Input.Acknowledged(seq)));
        } catch (LinkException e) {
            return null;
        }
    }

    private void send() throws InterruptedException {
        var to = line;
        if (to == null || !to.isOpen()) {
            line = null;
            return;
        }
        try {
            for (var marker : desk.unsent()) {
                var report = desk.report(marker, to.epoch(), clock.now());
                if (report.isPresent()) {
                    to.send(report.get());
                }
                desk.sent(marker);
            }
            var vouched = desk.vouch(to.epoch(), clock.now());
            if (vouched.isPresent()) {
                to.send(vouched.get());
            }
        } catch (LinkException e) {
            line = null;
        }
    }

    /** Stops; what is not acknowledged yet is sent by the next life. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
