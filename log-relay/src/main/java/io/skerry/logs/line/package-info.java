/** How bytes become lines: where they end, and where they are cut. */
@NullMarked
package io.skerry.logs.line;

import org.jspecify.annotations.NullMarked;
