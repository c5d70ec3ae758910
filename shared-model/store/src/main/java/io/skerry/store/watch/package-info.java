/** Watches as a level-triggered loop wants them: look, act, wait until there is something to look at again. */
@NullMarked
package io.skerry.store.watch;

import org.jspecify.annotations.NullMarked;
