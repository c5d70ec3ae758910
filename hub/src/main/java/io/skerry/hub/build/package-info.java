/** Ordering builds at data centers and taking in what they bring. */
@NullMarked
package io.skerry.hub.build;

import org.jspecify.annotations.NullMarked;
