package io.skerry.hub.operation;

import tools.jackson.databind.JsonNode;

/**
 * What a long action is to do.
 *
 * @param action names its handler
 * @param target path of what it is about
 * @param input what the handler was given
 */
public record OperationSpec(String action, String target, String by, JsonNode input) {}
