/** The owner's side: listens, and answers from the embedded store. */
@NullMarked
package io.skerry.store.socket.server;

import org.jspecify.annotations.NullMarked;
