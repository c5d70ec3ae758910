/** From the buffer to whoever asks: history, and lines as they come. */
@NullMarked
package io.skerry.logs.tail;

import org.jspecify.annotations.NullMarked;
