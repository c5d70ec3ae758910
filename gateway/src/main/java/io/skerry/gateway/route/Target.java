package io.skerry.gateway.route;

/**
 * One port of one instance. A new instance on an old port is another target.
 *
 * @param instance its id
 */
public record Target(String instance, String host, int port) {}
