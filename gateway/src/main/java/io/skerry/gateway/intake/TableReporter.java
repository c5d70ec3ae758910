package io.skerry.gateway.intake;

import io.skerry.gateway.address.AddressBook;
import io.skerry.gateway.route.LiveTable;
import io.skerry.gateway.stream.Relays;
import io.skerry.model.error.LogKeys;
import io.skerry.model.key.EdgeKey;
import io.skerry.model.seen.GatewayTable;
import io.skerry.store.EdgeStore;
import io.skerry.store.StoreException;
import io.skerry.store.value.Values;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes what is live to {@code table/<gateway>}: at once after a swap, then at most twenty times a second. */
public final class TableReporter implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TableReporter.class);
    private static final Duration BETWEEN_WRITES = Duration.ofMillis(50);
    private static final Duration AFTER_FAILURE = Duration.ofMillis(500);

    private final String gateway;
    private final LiveTable live;
    private final AddressBook addresses;
    private final Relays relays;
    private final Semaphore news = new Semaphore(0);
    private final EndlessTask reporting = new EndlessTask("gateway-report", this::run);
    private final AtomicReference<@Nullable Connected> store = new AtomicReference<>();
    private long writtenTo;
    private @Nullable GatewayTable written;

    public TableReporter(String gateway, LiveTable live, AddressBook addresses, Relays relays) {
        this.gateway = gateway;
        this.live = live;
        this.addresses = addresses;
        this.relays = relays;
    }

    void start() {
        addresses.onDrained(this::wake);
        relays.onChange(this::wake);
        reporting.start();
    }

    /** Reports to this store from now on, beginning with the next swap. */
    void use(EdgeStore connected) {
        store.updateAndGet(before -> new Connected(connected, before == null ? 1 : before.number() + 1));
    }

    /** Something may have changed. */
    void wake() {
        news.release();
    }

    @Override
    public void close() {
        reporting.close();
    }

    private void run() throws InterruptedException {
        while (true) {
            news.acquire();
            news.drainPermits();
            Thread.sleep(report());
        }
    }

    private Duration report() {
        var to = store.get();
        var table = table();
        if (to == null || (to.number() == writtenTo && table.equals(written))) {
            return Duration.ZERO;
        }
        try {
            to.store().put(EdgeKey.table(gateway), Values.write(table));
            writtenTo = to.number();
            written = table;
            return BETWEEN_WRITES;
        } catch (StoreException e) {
            LOG.atDebug().addKeyValue(LogKeys.ERROR, e.getMessage()).log("table not reported; trying again");
            wake();
            return AFTER_FAILURE;
        }
    }

    /** The table before the ports: an address that leaves in between is reported once too often, never once too seldom. */
    private GatewayTable table() {
        var table = live.current();
        return new GatewayTable(
                gateway,
                table.siteVersion(),
                table.storeRevision(),
                table.hosts().size(),
                relays.held(),
                addresses.ports());
    }

    /**
     * @param number of this connection; what was written on an earlier one counts for nothing
     */
    private record Connected(EdgeStore store, long number) {}
}
