/** One of several processes leads a role, and its writes are refused once it no longer does. */
@NullMarked
package io.skerry.store.election;

import org.jspecify.annotations.NullMarked;
