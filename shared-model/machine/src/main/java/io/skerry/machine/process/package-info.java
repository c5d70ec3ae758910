/** Processes of this machine: what they use, signals to them. */
@NullMarked
package io.skerry.machine.process;

import org.jspecify.annotations.NullMarked;
