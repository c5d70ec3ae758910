/** Waiting for what comes true by itself. */
@NullMarked
package io.skerry.testkit.patience;

import org.jspecify.annotations.NullMarked;
