/** One-time orders that several takers share: each is done by one of them at a time, and by another if that one dies. */
@NullMarked
package io.skerry.store.queue;

import org.jspecify.annotations.NullMarked;
