/** What to do about one component, decided without doing it: wanted and seen go in, steps come out. */
@NullMarked
package io.skerry.edge.worker.plan;

import org.jspecify.annotations.NullMarked;
