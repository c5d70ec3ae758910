package io.skerry.model.volume;

import io.skerry.model.name.ComponentRef;

/**
 * Delete a volume with its data; the body of the command {@code volume-delete}.
 *
 * @param component whose it was
 */
public record VolumeOrder(ComponentRef component, String name) {

    /** The type of the command, and the queue that its orders stand in. */
    public static final String DELETE_QUEUE = "volume-delete";
}
