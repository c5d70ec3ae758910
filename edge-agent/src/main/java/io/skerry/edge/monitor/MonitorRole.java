package io.skerry.edge.monitor;

import io.skerry.edge.report.BootClock;
import io.skerry.edge.runtime.UsageSource;
import io.skerry.edge.runtime.process.ProcessUsage;
import io.skerry.model.error.LogKeys;
import io.skerry.model.message.MetricsChunk;
import io.skerry.model.metric.MetricsQuery;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Measures what runs in this data center, and answers for the last hour of it. Writes nothing into the edge store: samples are no objects. */
public final class MonitorRole implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(MonitorRole.class);

    private final UsageSource instances;
    private final GatewaySource gateway;
    private final BootClock clock;
    private final Samples samples;
    private final Bearings bearings = new Bearings();
    private final Thread thread;

    MonitorRole(UsageSource instances, GatewaySource gateway, BootClock clock, Path file, Duration every) {
        this.instances = instances;
        this.gateway = gateway;
        this.clock = clock;
        this.samples = new Samples(new SampleFile(file), clock);
        this.thread = Thread.ofVirtual().name("monitor").start(() -> watch(every));
    }

    /**
     * Starts the role.
     *
     * @throws IOException if the data center's folder cannot be used
     */
    public static MonitorRole start(Path dataCenterFolder) throws IOException {
        return new MonitorRole(
                ProcessUsage.in(dataCenterFolder),
                GatewaySource.in(dataCenterFolder),
                BootClock.ofMachine(),
                dataCenterFolder.resolve("monitor").resolve("samples"),
                Duration.ofSeconds(MetricsQuery.SAMPLE_SECONDS));
    }

    /** The asked series of the last hour, as messages of the link. */
    public Iterable<MetricsChunk> answer(MetricsQuery query) {
        return samples.answer(query);
    }

    private void watch(Duration every) {
        try {
            while (true) {
                look();
                Thread.sleep(every);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        try {
            samples.add(
                    bearings.take(clock.now(), instances.look(), gateway.ask().orElse(null)));
        } catch (RuntimeException e) {
            LOG.atWarn().setCause(e).addKeyValue(LogKeys.ERROR, e.toString()).log("a look at the instances failed");
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
