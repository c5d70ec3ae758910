/** Clocks that go wrong. */
@NullMarked
package io.skerry.testkit.clock;

import org.jspecify.annotations.NullMarked;
