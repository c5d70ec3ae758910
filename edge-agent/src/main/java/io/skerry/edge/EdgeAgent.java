package io.skerry.edge;

import io.skerry.model.error.LogKeys;
import io.skerry.store.StoreException;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The edge agent's process. Instances stay when it stops. */
public final class EdgeAgent {

    private static final Logger LOG = LoggerFactory.getLogger(EdgeAgent.class);

    private EdgeAgent() {}

    /** Runs until SIGTERM; see {@link AgentSettings} for the environment variables. */
    public static void main(String[] args) throws InterruptedException {
        Thrift.apply();
        try {
            var settings = AgentSettings.from(System.getenv());
            var stopped = new CountDownLatch(1);
            var roles = Roles.start(settings, System.getenv());
            Runtime.getRuntime()
                    .addShutdownHook(Thread.ofPlatform().name("stop").unstarted(() -> {
                        roles.close();
                        stopped.countDown();
                    }));
            LOG.atInfo()
                    .addKeyValue(LogKeys.SITE, settings.dataCenter())
                    .addKeyValue("roles", settings.roles())
                    .log("agent started");
            stopped.await();
        } catch (IllegalArgumentException | IOException | StoreException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
    }
}
