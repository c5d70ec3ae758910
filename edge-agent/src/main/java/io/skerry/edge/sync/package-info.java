/** Brings what the hub wants into the edge store: verified, in order, under the session's epoch. */
@NullMarked
package io.skerry.edge.sync;

import org.jspecify.annotations.NullMarked;
