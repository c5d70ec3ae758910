/** The edge store in one SQLite file: one writer, a few readers, history for watches, leases. */
@NullMarked
package io.skerry.store.embedded;

import org.jspecify.annotations.NullMarked;
