/** Distributed systems on one thread: virtual time, network, disks and processes, all chance from one seed. */
@NullMarked
package io.skerry.testkit.simulation;

import org.jspecify.annotations.NullMarked;
