/** The parts every command shares: which hub, which application, how long to wait, how to print. */
@NullMarked
package io.skerry.cli.command;

import org.jspecify.annotations.NullMarked;
