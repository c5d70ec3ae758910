package io.skerry.cli.local;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What runs now.
 *
 * @param user who may sign in, absent unless this was the first start
 * @param password once, absent unless this was the first start
 */
public record UpReport(
        String hub,
        List<Gateway> gateways,
        @Nullable String user,
        @Nullable String password) {

    public UpReport {
        gateways = List.copyOf(gateways);
    }

    /** Where a data center's applications answer. */
    public record Gateway(String dataCenter, String url) {}
}
