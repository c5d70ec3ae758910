package io.skerry.model.seen;

import io.skerry.model.name.ComponentRef;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A volume as it lies in this data center; the value of {@code seen/volume/…}.
 *
 * @param component whose it is, or was
 * @param type {@code persistent} or {@code shared}
 * @param size bytes that it is to hold at most; absent where nobody said
 * @param bytes that it takes on the disk; absent until it was measured
 * @param folder where it lies on the data center's machine
 * @param made when it was made, by this data center's clock
 * @param keptSince since when nothing wants it any more; absent while something does
 */
public record VolumeSeen(
        ComponentRef component,
        String name,
        String type,
        @Nullable Long size,
        @Nullable Long bytes,
        String folder,
        Instant made,
        @Nullable Instant keptSince) {}
