/** Releases, rollouts and operations: what was put together, how it moves, what long actions say of themselves. */
@NullMarked
package io.skerry.model.release;

import org.jspecify.annotations.NullMarked;
