package io.skerry.hub.datacenter.sync;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some of what a data center must receive, and how far its list was at the same moment.
 *
 * @param objects by version
 */
public record SitePage(Head head, List<SiteRow> objects) {

    /** How far a data center's list is; version 0 if it never had anything. */
    public record Head(long version, String chain, String holding) {}

    /** One object, or the tombstone of one. */
    public record SiteRow(
            String key,
            long version,
            String digest,
            byte[] body,
            boolean tombstone,
            @Nullable String operation) {}
}
