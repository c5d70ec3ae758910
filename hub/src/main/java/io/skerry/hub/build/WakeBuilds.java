package io.skerry.hub.build;

import io.skerry.hub.datacenter.SiteReports;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What data centers say of their builds is heard at once. */
@Component
class WakeBuilds implements SiteReports {

    private final BuildDispatcher dispatcher;

    WakeBuilds(BuildDispatcher dispatcher) {
        this.dispatcher = dispatcher;
    }

    @Override
    public void statusStored(UUID uid, String dc) {
        // builds have no status of a data center
    }

    @Override
    public void commandAnswered(String command) {
        dispatcher.wake();
    }
}
