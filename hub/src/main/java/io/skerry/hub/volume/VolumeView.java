package io.skerry.hub.volume;

import io.skerry.hub.datacenter.SiteVolume;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A volume in one data center.
 *
 * @param size bytes that it is to hold at most
 * @param bytes that it takes there
 * @param keptSince since when no component wants it any more
 * @param observedAt when that data center said so
 */
record VolumeView(
        String application,
        String component,
        String name,
        String dataCenter,
        String type,
        @Nullable Long size,
        @Nullable Long bytes,
        Instant madeAt,
        @Nullable Instant keptSince,
        Instant observedAt) {

    static VolumeView of(SiteVolume volume) {
        var seen = volume.seen();
        return new VolumeView(
                seen.component().application(),
                seen.component().component(),
                seen.name(),
                volume.dataCenter(),
                seen.type(),
                seen.size(),
                seen.bytes(),
                seen.made(),
                seen.keptSince(),
                volume.observedAt());
    }
}
