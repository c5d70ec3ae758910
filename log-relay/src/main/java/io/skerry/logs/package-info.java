/** The log relay: output of instances and builds, kept for a while and read back on demand. */
@NullMarked
package io.skerry.logs;

import org.jspecify.annotations.NullMarked;
