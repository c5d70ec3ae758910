/** Workloads as local processes: for development and single machines, one trust domain. */
@NullMarked
package io.skerry.edge.runtime.process;

import org.jspecify.annotations.NullMarked;
