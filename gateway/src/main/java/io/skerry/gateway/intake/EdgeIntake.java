package io.skerry.gateway.intake;

import io.skerry.gateway.route.SiteState;
import io.skerry.model.error.LogKeys;
import io.skerry.store.EdgeStore;
import io.skerry.store.StoreException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the table up to date. Serves the last good table first, before anything listens; then reaches for the store for as long as it
 * takes. What the store holds replaces the table, never what it fails to say.
 */
public final class EdgeIntake implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EdgeIntake.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private final StoreSource source;
    private final TableFile file;
    private final TableInstaller installer;
    private final TableReporter reporter;
    private final EndlessTask following = new EndlessTask("gateway-intake", this::run);
    private SiteState known = SiteState.EMPTY;
    private boolean reached;

    public EdgeIntake(StoreSource source, TableFile file, TableInstaller installer, TableReporter reporter) {
        this.source = source;
        this.file = file;
        this.installer = installer;
        this.reporter = reporter;
    }

    /** Serves the last good table and begins to follow the store. */
    public void start() {
        known = file.load();
        installer.install(known);
        file.start();
        following.start();
    }

    /** Says from now on what is live. Nothing is before the ports are open, whatever the table holds. */
    public void listening() {
        reporter.start();
    }

    @Override
    public void close() {
        following.close();
        reporter.close();
        file.close();
    }

    private void run() throws InterruptedException {
        var pause = FIRST_PAUSE;
        while (true) {
            try (var store = source.connect()) {
                reporter.use(store);
                follow(store);
            } catch (StoreException e) {
                pause = outOfReach(e, pause);
                Thread.sleep(pause);
            }
        }
    }

    private Duration outOfReach(StoreException e, Duration pause) {
        if (reached || pause.equals(FIRST_PAUSE)) {
            reached = false;
            LOG.atWarn()
                    .addKeyValue(LogKeys.ERROR, e.getMessage())
                    .log("edge store out of reach; serving the last good table");
            return FIRST_PAUSE.multipliedBy(2);
        }
        var doubled = pause.multipliedBy(2);
        return doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
    }

    private void follow(EdgeStore store) throws InterruptedException {
        var follower = new StoreFollower(store, this::take);
        while (true) {
            follower.follow(known);
            LOG.atInfo().log("the edge store no longer keeps what comes next; reading it anew");
        }
    }

    private void take(SiteState state, boolean caughtUp) {
        if (!reached) {
            reached = true;
            LOG.atInfo().log("edge store reached");
        }
        known = state;
        installer.install(state);
        reporter.wake();
        if (caughtUp) {
            file.save(state);
        }
    }
}
