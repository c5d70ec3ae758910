/** Records as values of the edge store: JSON, written exactly, read leniently. */
@NullMarked
package io.skerry.store.value;

import org.jspecify.annotations.NullMarked;
