package io.skerry.hub.datacenter;

import java.util.concurrent.atomic.LongAdder;
import org.springframework.stereotype.Component;

/** How many objects this replica has sent to data centers, those included that a broken line lost. */
@Component
public final class SentObjects {

    private final LongAdder count = new LongAdder();

    /** One more. */
    public void add() {
        count.increment();
    }

    /** All since the start. */
    public long total() {
        return count.sum();
    }
}
