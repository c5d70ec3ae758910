package io.skerry.hub.resource;

import java.time.Instant;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * One word about a resource.
 *
 * @param dc the data center that said it; empty for the hub's own
 * @param part what of it, where there are several words
 * @param observedAt by the hub's clock
 */
public record StatusRow(UUID uid, String dc, String part, Instant observedAt, JsonNode body) {}
