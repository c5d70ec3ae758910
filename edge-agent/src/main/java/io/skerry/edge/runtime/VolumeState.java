package io.skerry.edge.runtime;

import io.skerry.model.name.ComponentRef;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A volume that a runtime keeps, whether anything uses it or not.
 *
 * @param volume as it was last asked for
 * @param bytes that it takes; null until it was measured
 * @param folder where its data lie
 */
public record VolumeState(
        ComponentRef component, Volume volume, @Nullable Long bytes, Path folder, Instant made) {}
