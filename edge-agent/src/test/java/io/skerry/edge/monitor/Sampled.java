package io.skerry.edge.monitor;

import io.skerry.edge.report.BootClock.Moment;
import io.skerry.edge.runtime.Usage;
import io.skerry.model.metric.GatewayTotals;
import io.skerry.model.metric.RouteTotals;
import io.skerry.model.name.ApplicationRef;
import io.skerry.model.name.ComponentRef;
import io.skerry.model.name.TenantName;
import java.util.List;
import java.util.Map;

/** What tests of the monitor measure. */
final class Sampled {

    static final ComponentRef WEB = new ComponentRef(new TenantName("acme"), "shop", "web");
    static final ApplicationRef SHOP = WEB.applicationRef();

    private Sampled() {}

    /** So many seconds after some moment of this boot, on a whole minute of the wall clock. */
    static Moment at(long seconds) {
        return new Moment("boot", 50_000 + seconds * 1_000, 1_800_000_000_000L / 60_000 * 60_000 + seconds * 1_000);
    }

    static Usage web1(int run, long cpuMillis, long memory) {
        return new Usage(WEB, "web-1", run, cpuMillis, memory, 5, 9, 1_000);
    }

    static GatewayTotals gateway(String run, long good, long failed) {
        return new GatewayTotals(
                "gateway-1",
                run,
                List.of(new RouteTotals(
                        SHOP,
                        "web",
                        List.of(0L, good, 0L, 0L, failed),
                        failed,
                        good * 10,
                        good * 100,
                        1,
                        Map.of(20, good, 40, failed))));
    }
}
