/** Long actions: kept, leased by the hub that drives them, ended explicitly, never inferred. */
@NullMarked
package io.skerry.hub.operation;

import org.jspecify.annotations.NullMarked;
