/** Takes the hub's one-time orders: each is made durable and handed to the role that does it, once. */
@NullMarked
package io.skerry.edge.command;

import org.jspecify.annotations.NullMarked;
