/** The side that does not own the store: connects, asks, and starts over when the owner comes back. */
@NullMarked
package io.skerry.store.socket.client;

import org.jspecify.annotations.NullMarked;
