package io.skerry.model.message;

import io.skerry.model.name.DataCenterName;

/**
 * The agent's identity.
 *
 * @param certificate chain in PEM, leaf first
 * @param authorities trusted CA certificates in PEM
 */
public record Enrolled(DataCenterName dataCenter, String certificate, String authorities) implements Message {}
