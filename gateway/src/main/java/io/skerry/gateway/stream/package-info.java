/** Bytes from one connection to another: the stable loopback ports that dependants dial, and the pipe that tunnels share. */
@NullMarked
package io.skerry.gateway.stream;

import org.jspecify.annotations.NullMarked;
