/** One-off commands: each begun at most once, in an instance of its own that outlives the agent, and answered with how it ended. */
@NullMarked
package io.skerry.edge.worker.run;

import org.jspecify.annotations.NullMarked;
