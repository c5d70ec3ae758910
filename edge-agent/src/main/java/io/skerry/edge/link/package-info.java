/** The agent's end of the link: its identity, its connections to the hub, and what crosses them besides wanted and seen state. */
@NullMarked
package io.skerry.edge.link;

import org.jspecify.annotations.NullMarked;
