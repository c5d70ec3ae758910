/** The port to keys: who issues and signs certificates; the built-in authority keeps its key in a file. */
@NullMarked
package io.skerry.hub.keys;

import org.jspecify.annotations.NullMarked;
