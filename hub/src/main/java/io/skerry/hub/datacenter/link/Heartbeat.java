package io.skerry.hub.datacenter.link;

import io.skerry.hub.command.CommandOutbox;
import io.skerry.hub.datacenter.report.ReportIntake;
import io.skerry.hub.datacenter.session.Sight;
import io.skerry.hub.datacenter.session.SiteSessions;
import io.skerry.hub.datacenter.session.SiteSessions.Alive;
import io.skerry.hub.datacenter.sync.SiteLists;
import io.skerry.model.error.LogKeys;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notes which sessions are alive, cuts those that are over, and ends commands whose time is over; every hour it forgets what is long past. */
final class Heartbeat {

    private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Duration DEAD = Duration.ofSeconds(15);
    private static final int BEAT = 4;
    private static final int TIDY = 3600;
    private static final int LISTEN = 30;

    private final LiveSites live;
    private final SiteSessions sessions;
    private final SiteLists lists;
    private final CommandOutbox commands;
    private final ReportIntake reports;
    private final Sight sight;
    private final Clock clock;
    private volatile boolean stopped;
    private final Thread thread = Thread.ofVirtual().name("link-heartbeat").unstarted(this::run);

    Heartbeat(
            LiveSites live,
            SiteSessions sessions,
            SiteLists lists,
            CommandOutbox commands,
            ReportIntake reports,
            Sight sight,
            Clock clock) {
        this.live = live;
        this.sessions = sessions;
        this.lists = lists;
        this.commands = commands;
        this.reports = reports;
        this.sight = sight;
        this.clock = clock;
    }

    void start() {
        thread.start();
    }

    private void run() {
        for (var tick = 1L; !stopped; tick++) {
            try {
                Thread.sleep(TICK);
                commands.expire().forEach(reports::tellAnswered);
                wake();
                cutExpired();
                if (sight.look() || tick % BEAT == 0) {
                    beat();
                    tellAway(tick);
                }
                if (tick % TIDY == 0) {
                    commands.forgetOld();
                    lists.forgetOld();
                }
            } catch (RuntimeException e) {
                LOG.atWarn().addKeyValue(LogKeys.ERROR, e.toString()).log("which agents are alive is noted later");
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** News that another replica wrote, and orders whose delivery is in doubt; one query each, however many data centers there are. */
    private void wake() {
        var here = live.all().stream().map(LiveSite::dc).collect(Collectors.toSet());
        if (!here.isEmpty()) {
            lists.wake(here);
            commands.wake(here);
        }
    }

    /** No connection outlives the certificate it was made with. */
    private void cutExpired() {
        var now = clock.instant();
        for (var site : live.all()) {
            if (!now.isBefore(site.control().notAfter())) {
                site.close();
            }
        }
    }

    /** Who cannot have come back yet since this hub began to listen is not called away. */
    private void tellAway(long tick) {
        if (tick > LISTEN) {
            sessions.tellAway();
        }
    }

    private void beat() {
        Map<String, Alive> alive = new HashMap<>();
        for (var site : live.all()) {
            if (site.control().isOpen() && site.control().silence().compareTo(DEAD) < 0) {
                alive.put(site.dc(), new Alive(site.epoch(), site.toldUntil().orElse(null)));
            }
        }
        var counts = sessions.seen(alive);
        for (var site : live.all()) {
            var beaten = alive.get(site.dc());
            if (beaten != null && site.epoch().equals(beaten.epoch()) && !counts.contains(site.dc())) {
                LOG.atInfo().addKeyValue(LogKeys.SITE, site.dc()).log("a session that does not count any more is cut");
                site.close();
            }
        }
    }

    /** Ends it within a tick: a query that runs is not interrupted. */
    void stop() throws InterruptedException {
        stopped = true;
        thread.join(DEAD);
    }
}
