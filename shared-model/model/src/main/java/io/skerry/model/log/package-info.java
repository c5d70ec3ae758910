/** Log lines, streams and the questions about them. */
@NullMarked
package io.skerry.model.log;

import org.jspecify.annotations.NullMarked;
