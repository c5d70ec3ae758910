package io.skerry.hub.lab;

import io.skerry.hub.bench.load.OpenLoop;
import io.skerry.hub.bench.load.Request;
import io.skerry.hub.bench.load.Tally;
import io.skerry.testkit.network.FaultProxy;
import io.skerry.testkit.patience.Eventually;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** Cuts a data center off while one object of it is edited again and again and its application is asked, and counts what the line carries then. */
public final class LinkCut implements AutoCloseable {

    private static final String WEB = Trio.PATH + "/components/web";
    private static final String SENT = "skerry_link_sent_objects_total";
    private static final Duration DEPLOYED = Duration.ofSeconds(90);
    private static final Duration SETTLED = Duration.ofSeconds(60);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final int REQUESTS = 50;
    private static final int CONNECTIONS = 10;
    private static final int FEW = 1;
    private static final int MANY = 3;

    private final LabHub hub;
    private final FaultProxy proxy;
    private final LabSite site;
    private final Trio trio;

    /** Starts a hub and a data center, and deploys. */
    public LinkCut(Path folder) throws Exception {
        hub = LabHub.start(folder.resolve("hub"));
        proxy = FaultProxy.to(hub.link().getPort());
        site = LabSite.start(hub, "east", folder.resolve("east"), proxy.address());
        trio = new Trio(hub, folder);
        var operation = trio.deploy("one");
        Eventually.await(
                DEPLOYED,
                "it is deployed",
                () -> hub.state(operation).equals("succeeded")
                        && site.census()
                                .differences(Trio.COPIES, trio.release())
                                .isEmpty());
    }

    /**
     * What the data center was told.
     *
     * @param sent objects that the hub sent
     * @param writes key → how often it was written in the edge store
     * @param settled from the end of the fault until the newest edit was applied, and nothing else ran
     */
    public record Outcome(long sent, Map<String, Integer> writes, Duration settled) {

        private static final double MOST = 1.2;

        /** Whether no more was sent than changed, and each change was written once. */
        public boolean isCollapsed() {
            return sent <= MOST * writes.size() && writes.values().stream().allMatch(times -> times == 1);
        }
    }

    /** Edits so often, evenly over that time, and waits until the last edit is applied; the line works. */
    public Outcome editConnected(int edits, Duration time) throws Exception {
        return edit(edits, time, _ -> {}, _ -> {});
    }

    /** The same while every connection is ended and none can be made. */
    public Outcome editCut(int edits, Duration time) throws Exception {
        return edit(edits, time, FaultProxy::cut, FaultProxy::mend);
    }

    /** The same while the line carries nothing, and nobody is told. */
    public Outcome editSilent(int edits, Duration time) throws Exception {
        return edit(
                edits,
                time,
                line -> {
                    line.up().hold();
                    line.down().hold();
                },
                line -> {
                    // What stood is dropped, as by a path that comes back elsewhere.
                    line.cut();
                    line.mend();
                });
    }

    private Outcome edit(int edits, Duration time, Consumer<FaultProxy> fault, Consumer<FaultProxy> end)
            throws Exception {
        try (var watch = new WantedWatch(site.folder())) {
            var before = (long) hub.measure(SENT);
            fault.accept(proxy);
            var begun = System.nanoTime();
            for (var i = 1; i <= edits; i++) {
                scale(i < edits && i % 2 == 0 ? FEW : MANY);
                var due = begun + time.toNanos() * i / edits;
                for (var left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
            }
            end.accept(proxy);
            var ended = System.nanoTime();
            var copies = new HashMap<>(Trio.COPIES);
            copies.put("web", MANY);
            Eventually.await(
                    SETTLED,
                    "the newest edit is applied",
                    () -> site.linkState().equals("current")
                            && site.census().differences(copies, trio.release()).isEmpty());
            var settled = Duration.ofNanos(System.nanoTime() - ended);
            return new Outcome((long) hub.measure(SENT) - before, watch.writes(), settled);
        }
    }

    /** So many copies as at the beginning again. */
    public void reset() throws Exception {
        scale(Trio.COPIES.get("web"));
        Eventually.await(
                SETTLED,
                "it is scaled back",
                () -> site.census().differences(Trio.COPIES, trio.release()).isEmpty());
    }

    private void scale(int copies) throws IOException, InterruptedException {
        hub.patch(WEB, "{\"spec\": {\"replicas\": {\"default\": " + copies + "}}}");
    }

    /** Begins to ask the application through the gateway, fifty times a second. */
    public OpenLoop ask(Tally tally) {
        var gateway = new InetSocketAddress(InetAddress.getLoopbackAddress(), site.gatewayPort());
        return OpenLoop.start(
                new OpenLoop.Rate(gateway, REQUESTS, CONNECTIONS, TIMEOUT),
                () -> new Request("GET", "/", "trio--acme.east.localhost", List.of(), "", "GET", ""),
                tally);
    }

    /** The data center. */
    public LabSite site() {
        return site;
    }

    @Override
    public void close() {
        site.close();
        proxy.close();
        hub.close();
    }
}
