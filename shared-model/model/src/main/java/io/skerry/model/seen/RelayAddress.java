package io.skerry.model.seen;

/**
 * A stable loopback port that the gateway must hold for dependants; the value of {@code address/relay/…/<port name>}.
 *
 * @param listen loopback port
 */
public record RelayAddress(String component, String portName, int listen) {}
