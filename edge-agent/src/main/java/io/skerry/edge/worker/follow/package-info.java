/** Following keys of the edge store without a gap. */
@NullMarked
package io.skerry.edge.worker.follow;

import org.jspecify.annotations.NullMarked;
