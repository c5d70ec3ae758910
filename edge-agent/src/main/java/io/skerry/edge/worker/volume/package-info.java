/** Which volumes there are, how large, since when nothing wants them; orders to delete one. */
@NullMarked
package io.skerry.edge.worker.volume;

import org.jspecify.annotations.NullMarked;
