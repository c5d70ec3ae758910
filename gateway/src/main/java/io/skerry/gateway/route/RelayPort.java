package io.skerry.gateway.route;

/**
 * A loopback port to hold for dependants.
 *
 * @param to what it stands for
 */
public record RelayPort(int listen, PortRef to) {}
