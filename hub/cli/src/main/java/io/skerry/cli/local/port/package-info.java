/** Ports on loopback: given out once and kept, free or taken and by whom. */
@NullMarked
package io.skerry.cli.local.port;

import org.jspecify.annotations.NullMarked;
