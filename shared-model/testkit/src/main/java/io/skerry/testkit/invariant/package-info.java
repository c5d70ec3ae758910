/** What must hold whatever breaks, checked over what a test or a simulation recorded. */
@NullMarked
package io.skerry.testkit.invariant;

import org.jspecify.annotations.NullMarked;
