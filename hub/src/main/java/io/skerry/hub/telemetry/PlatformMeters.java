package io.skerry.hub.telemetry;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.skerry.hub.api.FreeSpace;
import io.skerry.hub.datacenter.SentObjects;
import io.skerry.model.error.LogKeys;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * The hub's own measures, registered at the first scrape: a hub that nobody scrapes neither counts nor waits for them when it starts. While
 * the database does not answer its figures have no value, and {@code skerry_database_up} is 0.
 */
@Component
final class PlatformMeters implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PlatformMeters.class);

    private final PlatformFiguresRepository rows;
    private final List<HikariDataSource> pools;
    private final SentObjects sent;
    private final FreeSpace space;
    private @Nullable PrometheusMeterRegistry registry;
    private @Nullable JvmGcMetrics collections;
    private volatile @Nullable PlatformFigures figures;

    PlatformMeters(PlatformFiguresRepository rows, List<HikariDataSource> pools, SentObjects sent, FreeSpace space) {
        this.rows = rows;
        this.pools = List.copyOf(pools);
        this.sent = sent;
        this.space = space;
    }

    /** Every measure, in Prometheus' text format. */
    synchronized String scrape() {
        var made = registry;
        if (made == null) {
            made = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
            register(made);
            registry = made;
        }
        figures = read();
        return made.scrape();
    }

    private @Nullable PlatformFigures read() {
        try {
            return rows.read();
        } catch (DataAccessException | TransactionException e) {
            LOG.atInfo().addKeyValue(LogKeys.ERROR, e.toString()).log("the database does not say how work stands");
            return null;
        }
    }

    private void register(MeterRegistry registry) {
        collections = new JvmGcMetrics();
        collections.bindTo(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        pools.forEach(pool -> pool(registry, pool));
        Gauge.builder("skerry.database.up", () -> figures == null ? 0 : 1)
                .description("Whether the database answers.")
                .register(registry);
        figure(registry, "skerry.feed.unnumbered", "Changes without a revision.", PlatformFigures::unnumbered);
        seconds(registry, "skerry.feed.lag", "How long the oldest of them waits.", PlatformFigures::unnumberedSeconds);
        figure(registry, "skerry.projection.lag", "Revisions not yet projected.", PlatformFigures::unprojected);
        figure(
                registry,
                "skerry.projection.failed",
                "Objects that cannot be projected.",
                PlatformFigures::unprojectable);
        figure(registry, "skerry.commands.open", "Orders without a final answer.", PlatformFigures::openCommands);
        seconds(
                registry,
                "skerry.commands.oldest",
                "How old the oldest of them is.",
                PlatformFigures::openCommandSeconds);
        figure(registry, "skerry.operations.running", "Long actions under way.", PlatformFigures::runningOperations);
        seconds(
                registry,
                "skerry.operations.oldest",
                "How old the oldest of them is.",
                PlatformFigures::runningOperationSeconds);
        figure(registry, "skerry.sessions.current", "Data centers that answer.", PlatformFigures::dataCenters);
        figure(registry, "skerry.sessions.lost", "Data centers that do not.", PlatformFigures::lostDataCenters);
        FunctionCounter.builder("skerry.link.sent.objects", sent, SentObjects::total)
                .description("Objects sent to data centers.")
                .register(registry);
        space.disks()
                .forEach(disk -> Gauge.builder(
                                "skerry.disk.free", () -> disk.usable().getAsLong())
                        .description("What is left on a disk that the hub writes to.")
                        .baseUnit("bytes")
                        .tags("disk", disk.name())
                        .register(registry));
    }

    private void figure(MeterRegistry registry, String name, String help, ToDoubleFunction<PlatformFigures> figure) {
        Gauge.builder(name, () -> value(figure)).description(help).register(registry);
    }

    private void seconds(MeterRegistry registry, String name, String help, ToDoubleFunction<PlatformFigures> figure) {
        Gauge.builder(name, () -> value(figure))
                .description(help)
                .baseUnit("seconds")
                .register(registry);
    }

    private double value(ToDoubleFunction<PlatformFigures> figure) {
        var now = figures;
        return now == null ? Double.NaN : figure.applyAsDouble(now);
    }

    private static void pool(MeterRegistry registry, HikariDataSource pool) {
        var tags = Tags.of("pool", pool.getPoolName());
        connections(registry, tags.and("state", "active"), pool, HikariPoolMXBean::getActiveConnections);
        connections(registry, tags.and("state", "idle"), pool, HikariPoolMXBean::getIdleConnections);
        Gauge.builder("skerry.database.waiting", () -> of(pool, HikariPoolMXBean::getThreadsAwaitingConnection))
                .description("Who waits for a connection.")
                .tags(tags)
                .register(registry);
    }

    private static void connections(
            MeterRegistry registry, Tags tags, HikariDataSource pool, ToIntFunction<HikariPoolMXBean> figure) {
        Gauge.builder("skerry.database.connections", () -> of(pool, figure))
                .description("Connections to the database.")
                .tags(tags)
                .register(registry);
    }

    private static double of(HikariDataSource pool, ToIntFunction<HikariPoolMXBean> figure) {
        @Nullable HikariPoolMXBean bean = pool.getHikariPoolMXBean();
        return bean == null ? Double.NaN : figure.applyAsInt(bean);
    }

    @Override
    public synchronized void close() {
        if (collections != null) {
            collections.close();
        }
        if (registry != null) {
            registry.close();
        }
    }
}
