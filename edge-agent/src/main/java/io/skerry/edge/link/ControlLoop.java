package io.skerry.edge.link;

import io.skerry.edge.link.Dialler.Outcome;
import io.skerry.edge.report.Reporter;
import io.skerry.edge.sync.SyncLoop;
import io.skerry.link.identity.Credentials;
import io.skerry.link.session.LinkException;
import io.skerry.model.error.InvalidInput;
import io.skerry.model.error.LogKeys;
import io.skerry.store.EdgeStore;
import io.skerry.store.StoreException;
import io.skerry.store.election.Election;
import io.skerry.store.election.Leadership;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps one control session standing, for as long as this process leads the data center's edge. */
final class ControlLoop implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ControlLoop.class);
    private static final Duration LEASE = Duration.ofSeconds(3);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration BEFORE_HUB_EXPIRES = Duration.ofMinutes(30);
    private static final Duration RENEWAL_PAUSE = Duration.ofMinutes(1);
    private static final int FAILURES_BEFORE_RECOVERY = 3;

    private final LinkSettings settings;
    private final EdgeStore store;
    private final Dialler dialler;
    private final Identity identity;
    private final Bulk bulk;
    private final Reporter reporter;
    private final Backoff backoff = new Backoff(ThreadLocalRandom.current());
    private final Thread thread = Thread.ofVirtual().name("uplink").unstarted(this::run);
    private int dials;
    private int failures;

    ControlLoop(
            LinkSettings settings, EdgeStore store, Dialler dialler, Identity identity, Bulk bulk, Reporter reporter) {
        this.settings = settings;
        this.store = store;
        this.dialler = dialler;
        this.identity = identity;
        this.bulk = bulk;
        this.reporter = reporter;
    }

    void start() {
        thread.start();
    }

    private void run() {
        try (var election = new Election(store, "edge", UUID.randomUUID().toString(), LEASE)) {
            while (true) {
                lead(election);
            }
        } catch (InterruptedException e) {
            LOG.atDebug().log("the uplink ends");
        }
    }

    private void lead(Election election) throws InterruptedException {
        try (var leadership = election.campaign(PATIENCE)) {
            while (leadership != null && leadership.held()) {
                Thread.sleep(connectAndServe(leadership));
            }
        } catch (StoreException e) {
            LOG.atWarn().addKeyValue(LogKeys.ERROR, e.getMessage()).log("the uplink waits for the store");
            Thread.sleep(backoff.next(Duration.ZERO));
        }
    }

    /** One session from dial to end. Returns how long to wait before the next. */
    private Duration connectAndServe(Leadership leadership) throws InterruptedException {
        var hub = settings.hubs().get(dials++ % settings.hubs().size());
        try {
            if (!ready(hub)) {
                return LOOK;
            }
            var outcome = dialler.dial(hub);
            failures = 0;
            return switch (outcome) {
                case Outcome.Later(Duration wait, String why) -> {
                    LOG.atInfo().addKeyValue("why", why).log("the hub asks to come back later");
                    yield wait;
                }
                case Outcome.Welcomed welcomed -> {
                    var began = System.nanoTime();
                    var comeBackAfter = serve(welcomed, hub, leadership);
                    yield comeBackAfter.plus(backoff.next(Duration.ofNanos(System.nanoTime() - began)));
                }
            };
        } catch (LinkException | InvalidInput | IOException e) {
            failures++;
            LOG.atInfo().addKeyValue(LogKeys.ERROR, e.getMessage()).log("no session with the hub");
            return nothingListens(e) ? backoff.unheard() : backoff.next(Duration.ZERO);
        }
    }

    private static boolean nothingListens(Throwable thrown) {
        for (var cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException) {
                return true;
            }
        }
        return false;
    }

    /** Whether there now is a certificate to dial with: enrols or recovers if need be. */
    private boolean ready(InetSocketAddress hub) throws IOException, InterruptedException {
        var own = identity.own();
        if (own.isEmpty()) {
            return identity.enrol(hub);
        }
        var now = Instant.now();
        var late = failures >= FAILURES_BEFORE_RECOVERY && now.isAfter(own.get().renewAt(0));
        if (!late && now.isBefore(own.get().notAfter())) {
            return true;
        }
        if (identity.enrol(hub)) {
            return true;
        }
        identity.recover(hub);
        return true;
    }

    private Duration serve(Outcome.Welcomed first, InetSocketAddress hub, Leadership leadership)
            throws InterruptedException {
        var current = first;
        var ended = begin(current, hub);
        var takeOverAt = takeOverAt(current);
        try {
            while (leadership.held()) {
                if (ended.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
                    break;
                }
                if (!Instant.now().isBefore(takeOverAt)) {
                    var next = takeOver(current, hub);
                    if (next.isPresent()) {
                        current = next.get();
                        ended = begin(current, hub);
                    }
                    takeOverAt = next.map(this::takeOverAt).orElse(Instant.now().plus(RENEWAL_PAUSE));
                }
            }
        } finally {
            bulk.orphan(current.speaker().epoch());
            current.speaker().session().close();
        }
        LOG.atInfo().log("the session with the hub ended");
        return Duration.ofMillis(current.handler().comeBackAfterMillis());
    }

    /** A second session with a fresh certificate; the hub ends the first when it welcomes it. The first stays if that fails. */
    private Optional<Outcome.Welcomed> takeOver(Outcome.Welcomed present, InetSocketAddress hub)
            throws InterruptedException {
        try {
            if (identity.own()
                    .map(own -> !Instant.now().isBefore(own.renewAt(0)))
                    .orElse(false)) {
                identity.renew(present.speaker().session());
            }
            return dialler.dial(hub) instanceof Outcome.Welcomed next ? Optional.of(next) : Optional.empty();
        } catch (LinkException | IOException e) {
            LOG.atWarn().addKeyValue(LogKeys.ERROR, e.getMessage()).log("the certificate could not be renewed yet");
            return Optional.empty();
        }
    }

    private Instant takeOverAt(Outcome.Welcomed welcomed) {
        var renewAt = identity.own()
                .map((Credentials own) ->
                        own.renewAt(ThreadLocalRandom.current().nextDouble()))
                .orElse(Instant.MAX);
        var hubEnds = welcomed.speaker().session().notAfter().minus(BEFORE_HUB_EXPIRES);
        return renewAt.isBefore(hubEnds) ? renewAt : hubEnds;
    }

    private CountDownLatch begin(Outcome.Welcomed welcomed, InetSocketAddress hub) {
        var speaker = welcomed.speaker();
        var ended = new CountDownLatch(1);
        speaker.session().onClose(ended::countDown);
        LOG.atInfo()
                .addKeyValue(LogKeys.SITE, settings.dataCenter())
                .addKeyValue(LogKeys.EPOCH, speaker.epoch().number())
                .log("connected to the hub");
        bulk.belongTo(hub, speaker.epoch());
        reporter.connected(speaker.session(), speaker.epoch(), speaker.stored());
        Thread.ofVirtual().name("sync").start(() -> sync(speaker));
        return ended;
    }

    private void sync(Speaker speaker) {
        try {
            new SyncLoop(dialler.memory(), speaker.session(), speaker.epoch(), speaker.guard()).run();
        } catch (LinkException e) {
            LOG.atInfo().addKeyValue(LogKeys.ERROR, e.getMessage()).log("the hub's list is not followed any more");
        } catch (StoreException e) {
            LOG.atWarn().addKeyValue(LogKeys.ERROR, e.getMessage()).log("the hub's list waits for the store");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            speaker.session().close();
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
