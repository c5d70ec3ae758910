/** Writes a finished folder as a slug, the same bytes for the same content, and stores it. */
@NullMarked
package io.skerry.build.publish;

import org.jspecify.annotations.NullMarked;
