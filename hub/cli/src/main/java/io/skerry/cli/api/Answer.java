package io.skerry.cli.api;

import tools.jackson.databind.JsonNode;

/**
 * What the hub answered to a request that succeeded.
 *
 * @param etag the object's version in quotes, {@code ""} if there is none
 * @param cookie what a sign-in set, {@code ""} for none
 * @param body a missing node for an empty one
 */
public record Answer(int status, String etag, String cookie, JsonNode body) {

    /** An operation found otherwise than by the answer to its beginning. */
    public static Answer ofOperation(JsonNode operation) {
        return new Answer(202, "", "", operation);
    }

    /** Whether the work goes on and the body is its operation. */
    public boolean isOperation() {
        return status == 202;
    }
}
