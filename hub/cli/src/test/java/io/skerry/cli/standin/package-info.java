/** A stand-in for the programs that {@code up} starts. */
@NullMarked
package io.skerry.cli.standin;

import org.jspecify.annotations.NullMarked;
