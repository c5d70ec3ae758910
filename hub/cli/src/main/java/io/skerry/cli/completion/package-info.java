/** What could come next on a command line: words, options, and names that the hub knows. */
@NullMarked
package io.skerry.cli.completion;

import org.jspecify.annotations.NullMarked;
