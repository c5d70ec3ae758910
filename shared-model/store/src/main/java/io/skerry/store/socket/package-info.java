/** What owner and clients of an embedded store say to each other over a Unix domain socket, and where it is. */
@NullMarked
package io.skerry.store.socket;

import org.jspecify.annotations.NullMarked;
