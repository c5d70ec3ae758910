/** The command line: where it starts and how its words are put together. */
@NullMarked
package io.skerry.cli;

import org.jspecify.annotations.NullMarked;
