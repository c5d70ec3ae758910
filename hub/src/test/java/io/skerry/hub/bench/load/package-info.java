/** Requests at fixed times, whatever becomes of the earlier ones, and what became of each. */
@NullMarked
package io.skerry.hub.bench.load;

import org.jspecify.annotations.NullMarked;
