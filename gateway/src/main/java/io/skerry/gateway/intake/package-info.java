/** How the table comes in: from the edge store's changes or the last good table on disk; and the report of what is live. */
@NullMarked
package io.skerry.gateway.intake;

import org.jspecify.annotations.NullMarked;
