/** The words that act on this machine: up, down, doctor. */
@NullMarked
package io.skerry.cli.command.machine;

import org.jspecify.annotations.NullMarked;
