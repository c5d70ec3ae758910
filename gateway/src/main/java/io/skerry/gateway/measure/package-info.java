/** Counts what each route does, without a lock on the way of a request, and gives it out. */
@NullMarked
package io.skerry.gateway.measure;

import org.jspecify.annotations.NullMarked;
