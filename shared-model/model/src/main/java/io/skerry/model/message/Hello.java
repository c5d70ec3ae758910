package io.skerry.model.message;

import java.util.List;

/**
 * The agent's first word on {@code control}.
 *
 * @param runId random per process start
 * @param storeId of the edge store; another one means the site lost its memory
 * @param protocol the highest the agent speaks
 * @param incarnation the hub incarnation that {@code version} belongs to, empty if none yet
 * @param version highest site version that is durable
 * @param holding Σ H(key, version, digest) of live objects
 * @param gateways where this data center's gateways listen, as a person would reach them
 */
public record Hello(
        String agentId,
        String runId,
        String storeId,
        List<String> roles,
        int protocol,
        String software,
        String incarnation,
        long version,
        String chain,
        String holding,
        List<String> gateways)
        implements Message {

    public Hello {
        roles = List.copyOf(roles);
        gateways = List.copyOf(gateways);
    }
}
