package io.skerry.model.site;

/**
 * The value of the key {@code head}: how far this data center has received what the hub wants.
 *
 * @param incarnation of the hub; versions compare within one only
 * @param version the highest site version that is durable here
 * @param chain opaque, given back to the hub
 * @param holding Σ H(key, version, digest) mod 2²⁵⁶ over live objects, 64 hex digits
 */
public record SiteHead(String incarnation, long version, String chain, String holding) {}
