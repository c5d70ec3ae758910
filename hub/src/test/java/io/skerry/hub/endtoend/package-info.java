/** The packaged jars, started through the launcher. */
@NullMarked
package io.skerry.hub.endtoend;

import org.jspecify.annotations.NullMarked;
