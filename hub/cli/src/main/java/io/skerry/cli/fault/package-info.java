/** How a command ends when it does not succeed: an exit code, a sentence, what to do next. */
@NullMarked
package io.skerry.cli.fault;

import org.jspecify.annotations.NullMarked;
