/** Skerry on this machine: its folder, its ports, and the processes that up starts, watches and down stops. */
@NullMarked
package io.skerry.cli.local;

import org.jspecify.annotations.NullMarked;
