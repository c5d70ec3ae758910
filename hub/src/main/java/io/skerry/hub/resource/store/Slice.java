package io.skerry.hub.resource.store;

import io.skerry.hub.resource.Stored;
import java.util.List;

/**
 * A part of a list.
 *
 * @param more whether others come after it
 */
public record Slice(List<Stored> rows, boolean more) {

    public Slice {
        rows = List.copyOf(rows);
    }
}
