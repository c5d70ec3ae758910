/** Asking instances how they are. */
@NullMarked
package io.skerry.edge.worker.probe;

import org.jspecify.annotations.NullMarked;
