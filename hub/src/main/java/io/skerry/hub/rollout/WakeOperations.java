package io.skerry.hub.rollout;

import io.skerry.hub.datacenter.SiteReports;
import io.skerry.hub.operation.OperationDriver;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What data centers say is what operations wait for. */
@Component
class WakeOperations implements SiteReports {

    private final OperationDriver driver;

    WakeOperations(OperationDriver driver) {
        this.driver = driver;
    }

    @Override
    public void statusStored(UUID uid, String dc) {
        driver.wake();
    }

    @Override
    public void commandAnswered(String command) {
        driver.wake();
    }
}
