/** The role monitor: looks at instances and routes every ten seconds, and remembers for an hour. */
@NullMarked
package io.skerry.edge.monitor;

import org.jspecify.annotations.NullMarked;
