package io.skerry.edge.worker.port;

import io.skerry.model.name.ComponentRef;
import java.time.Instant;

/**
 * A port that was given back and is kept from other components for a while.
 *
 * @param owner who had it
 * @param since when it was given back
 * @param revision of the store from which on no address names it
 */
public record RestingPort(int port, ComponentRef owner, Instant since, long revision) {}
