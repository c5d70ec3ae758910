/** Finds out what a source is, with the reasons, without running anything. */
@NullMarked
package io.skerry.build.detect;

import org.jspecify.annotations.NullMarked;
