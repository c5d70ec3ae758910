/** From output files into the buffer: finding them, reading on by offset, freeing what is safe. */
@NullMarked
package io.skerry.logs.collect;

import org.jspecify.annotations.NullMarked;
