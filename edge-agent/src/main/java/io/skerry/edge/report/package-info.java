/** Tells the hub what is seen here: everything once, in order, with its age, whenever the hub can be reached. */
@NullMarked
package io.skerry.edge.report;

import org.jspecify.annotations.NullMarked;
