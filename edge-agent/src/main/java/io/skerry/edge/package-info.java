/** The edge agent: the process that runs what the hub wants in one data center, and goes on when the hub is away. */
@NullMarked
package io.skerry.edge;

import org.jspecify.annotations.NullMarked;
