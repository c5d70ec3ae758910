/** Holds instances to their limits: by control groups where the machine lets us, else by looking. */
@NullMarked
package io.skerry.edge.runtime.process.limit;

import org.jspecify.annotations.NullMarked;
