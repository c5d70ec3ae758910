/** From what is wanted to what a runtime is asked to launch. */
@NullMarked
package io.skerry.edge.worker.launch;

import org.jspecify.annotations.NullMarked;
