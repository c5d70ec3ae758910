/** The port to what runs workloads in a data center. */
@NullMarked
package io.skerry.edge.runtime;

import org.jspecify.annotations.NullMarked;
