/** The outbox of one-time orders to data centers, and their answers. */
@NullMarked
package io.skerry.hub.command;

import org.jspecify.annotations.NullMarked;
