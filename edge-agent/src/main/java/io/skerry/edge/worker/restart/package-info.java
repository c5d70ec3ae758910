/** Orders to restart a component. */
@NullMarked
package io.skerry.edge.worker.restart;

import org.jspecify.annotations.NullMarked;
