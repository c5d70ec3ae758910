/** The relay's buffer: batches of lines in a Chronicle queue, in cycles, with each stream's position beside its lines. */
@NullMarked
package io.skerry.logs.buffer;

import org.jspecify.annotations.NullMarked;
