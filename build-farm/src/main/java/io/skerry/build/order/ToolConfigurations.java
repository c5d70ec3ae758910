package io.skerry.build.order;

import io.skerry.build.failure.BuildFailure;
import io.skerry.build.sandbox.StopSign;
import io.skerry.model.build.BuildOrder;
import io.skerry.model.build.Proxies;
import io.skerry.model.build.ToolConfiguration;
import io.skerry.model.build.ToolConfigurationFetch;
import io.skerry.model.error.ErrorCode;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** How the tools of a build reach registries: by the platform's setting, and by the proxies of the data center's own network. */
public final class ToolConfigurations {

    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final ToolConfigurationFetch settings;
    private final Map<String, String> proxies;

    /** @param proxies of this network; if there are any, those of the setting do not count */
    public ToolConfigurations(ToolConfigurationFetch settings, Map<String, String> proxies) {
        this.settings = settings;
        this.proxies = Map.copyOf(proxies);
    }

    /**
     * That of a build. A hub that is away is waited for: a build's order outlives it, and its time limit ends the wait.
     *
     * @throws BuildFailure if the hub will never give it, or the build is to stop
     */
    ToolConfiguration of(BuildOrder order, BuildProgress progress, StopSign stop)
            throws BuildFailure, InterruptedException {
        if (order.tools() == null) {
            return withProxies(ToolConfiguration.none());
        }
        for (var waiting = false; ; waiting = true) {
            stop.check();
            try {
                return withProxies(settings.fetch(order.tools()));
            } catch (ToolConfigurationFetch.Refused e) {
                throw BuildFailure.of(
                        ErrorCode.UNAVAILABLE,
                        "the setting '" + order.tools().name() + "', by which builds reach registries, cannot be had: "
                                + e.getMessage(),
                        "see: skerry setting");
            } catch (IOException e) {
                if (!waiting) {
                    progress.step("Waiting for the hub, which says how builds reach registries");
                }
                Thread.sleep(AGAIN);
            }
        }
    }

    private ToolConfiguration withProxies(ToolConfiguration setting) {
        if (proxies.isEmpty()) {
            return setting;
        }
        var environment = new TreeMap<>(setting.environment());
        environment.keySet().removeIf(Proxies::isOne);
        environment.putAll(proxies);
        return new ToolConfiguration(setting.files(), environment, setting.certificates());
    }
}
