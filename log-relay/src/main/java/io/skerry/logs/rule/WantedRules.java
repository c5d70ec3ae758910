package io.skerry.logs.rule;

import io.skerry.model.error.LogKeys;
import io.skerry.model.key.EdgeKey;
import io.skerry.model.name.ComponentRef;
import io.skerry.model.site.SiteObject;
import io.skerry.model.site.WantedComponent;
import io.skerry.store.EdgeStore;
import io.skerry.store.Entry;
import io.skerry.store.StoreException;
import io.skerry.store.value.Values;
import io.skerry.store.watch.ChangeSignal;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the wanted components say in the edge store, read again whenever they change. */
public final class WantedRules implements Rules {

    private static final Logger LOG = LoggerFactory.getLogger(WantedRules.class);
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration AFTER_ERROR = Duration.ofSeconds(1);

    private final EdgeStore store;
    private final long usualRate;
    private final Rule usual;
    private final ChangeSignal changes;
    private final Thread thread;
    private volatile Map<ComponentRef, Rule> rules = Map.of();

    private WantedRules(EdgeStore store, long usualRate) {
        this.store = store;
        this.usualRate = usualRate;
        this.usual = Rule.of(null, usualRate);
        this.changes = new ChangeSignal(store, EdgeKey.WANTED_COMPONENTS);
        this.thread = Thread.ofVirtual().name("log-rules").unstarted(this::run);
    }

    /**
     * Begins to follow them.
     *
     * @param usualRate for components that ask for none
     */
    public static WantedRules follow(EdgeStore store, long usualRate) {
        var rules = new WantedRules(store, usualRate);
        rules.thread.start();
        return rules;
    }

    @Override
    public Rule of(ComponentRef component) {
        return rules.getOrDefault(component, usual);
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private void run() {
        try (changes) {
            while (!Thread.currentThread().isInterrupted()) {
                look();
            }
        } catch (InterruptedException _) {
            // Closed.
        }
    }

    private void look() throws InterruptedException {
        try {
            var heard = changes.heard();
            var listing = store.list(EdgeKey.WANTED_COMPONENTS);
            var found = new HashMap<ComponentRef, Rule>();
            listing.entries().forEach(entry -> read(entry, found));
            rules = Map.copyOf(found);
            changes.listenFrom(listing.revision());
            changes.await(heard, PATIENCE);
        } catch (StoreException e) {
            LOG.atInfo().addKeyValue(LogKeys.ERROR, e.getMessage()).log("log rules were not read; tried again");
            Thread.sleep(AFTER_ERROR);
        }
    }

    private void read(Entry entry, Map<ComponentRef, Rule> found) {
        try {
            var body = Values.read(entry.value(), SiteObject.class).body();
            var logs = Values.read(body, WantedComponent.class).spec().logs();
            if (logs != null) {
                found.put(EdgeKey.componentOf(entry.key()), Rule.of(logs, usualRate));
            }
        } catch (StoreException | IllegalArgumentException e) {
            LOG.atWarn()
                    .addKeyValue(LogKeys.KEY, entry.key())
                    .addKeyValue(LogKeys.ERROR, e)
                    .log("log rules not understood: the usual ones hold");
        }
    }
}
