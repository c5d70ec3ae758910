package io.skerry.hub.resource.web;

import io.skerry.hub.api.HubException;
import io.skerry.model.error.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * How a caller wants specs shown.
 *
 * @param effective with defaults; else as they were written
 * @param dataCenter with its overrides as well
 */
record View(boolean effective, @Nullable String dataCenter) {

    static final View WRITTEN = new View(false, null);

    /** The view that the query's {@code view} and {@code dataCenter} name. */
    static View of(@Nullable String view, @Nullable String dataCenter) {
        if (view != null && !view.equals("effective")) {
            throw HubException.of(
                    ErrorCode.MALFORMED, "There is no view '" + view + "'.", "The only view is effective.");
        }
        if (view == null && dataCenter != null) {
            throw HubException.of(
                    ErrorCode.MALFORMED, "dataCenter says whose overrides count.", "Give view=effective with it.");
        }
        return new View(view != null, dataCenter);
    }
}
