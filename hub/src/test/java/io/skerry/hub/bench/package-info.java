/** Whole-system benchmarks, each a program that prints a table and whether its aims are met: {@code ./skerry bench NAME}. */
@NullMarked
package io.skerry.hub.bench;

import org.jspecify.annotations.NullMarked;
