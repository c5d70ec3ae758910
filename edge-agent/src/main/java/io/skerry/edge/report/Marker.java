package io.skerry.edge.report;

import io.skerry.edge.report.BootClock.Moment;
import io.skerry.model.key.EdgeKey;

/**
 * That one revision of a key is reported under one number; the value of {@code outbox/<key>}. It outlives the agent, so that a report is
 * sent again under the number it had.
 *
 * @param revision of the key's last change
 * @param gone whether that change removed it
 * @param seq of the report
 * @param seen when it was seen
 */
public record Marker(String key, long revision, boolean gone, long seq, Moment seen) {

    String storeKey() {
        return EdgeKey.OUTBOX + key;
    }
}
