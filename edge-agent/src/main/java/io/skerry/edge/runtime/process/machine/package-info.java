/** What the machine knows about processes, their users, ports and output. */
@NullMarked
package io.skerry.edge.runtime.process.machine;

import org.jspecify.annotations.NullMarked;
