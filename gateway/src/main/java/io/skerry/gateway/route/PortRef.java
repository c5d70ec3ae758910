package io.skerry.gateway.route;

import io.skerry.model.name.ComponentRef;

/** A named port of a component, wherever its instances are. */
public record PortRef(ComponentRef component, String port) {}
