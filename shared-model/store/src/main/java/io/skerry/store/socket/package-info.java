/** The embedded store for the other local processes of its data center, over a Unix domain socket. */
@NullMarked
package io.skerry.store.socket;

import org.jspecify.annotations.NullMarked;
