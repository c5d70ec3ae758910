/** What changed and in which order: the last of it in memory, and how much of it is kept. */
@NullMarked
package io.skerry.store.embedded.history;

import org.jspecify.annotations.NullMarked;
