/** Hubs and data centers on one thread: the product's own decisions, driven through faults by a seed. */
@NullMarked
package io.skerry.hub.simulation;

import org.jspecify.annotations.NullMarked;
