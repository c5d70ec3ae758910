package io.skerry.model.application;

import io.skerry.model.name.Label;
import io.skerry.model.quantity.ByteSize;
import org.jspecify.annotations.Nullable;

/** A folder that outlives the files of a release: {@code persistent}, {@code shared}, {@code memory} or {@code scratch}. */
public record VolumeSpec(
        String name,
        String path,
        @Nullable String type,
        @Nullable ByteSize size,
        @Nullable String volumeClass,
        @Nullable String access,
        @Nullable Boolean retain) {

    /** One instance at a time has it. */
    public static final String PERSISTENT = "persistent";

    /** All instances of the component in a data center have it. */
    public static final String SHARED = "shared";

    public VolumeSpec {
        Label.require("volume", name);
    }

    /** What it is where nothing is said. */
    public String typeOrUsual() {
        return type == null ? PERSISTENT : type;
    }
}
