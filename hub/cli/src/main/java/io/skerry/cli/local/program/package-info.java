/** The programs that up runs: jars put aside from the build, their flags, their start-up caches. */
@NullMarked
package io.skerry.cli.local.program;

import org.jspecify.annotations.NullMarked;
