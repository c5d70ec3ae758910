/** A lease that renews itself and knows when it can no longer be sure of its keys. */
@NullMarked
package io.skerry.store.lease;

import org.jspecify.annotations.NullMarked;
