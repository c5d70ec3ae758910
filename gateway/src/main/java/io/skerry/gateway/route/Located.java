package io.skerry.gateway.route;

import io.skerry.model.name.ComponentRef;
import io.skerry.model.seen.InstanceAddress;

/** Where an instance is, and whose it is. */
public record Located(ComponentRef component, InstanceAddress address) {}
