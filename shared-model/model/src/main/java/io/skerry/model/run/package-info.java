/** One-off commands in a component's environment: the order and its end. */
@NullMarked
package io.skerry.model.run;

import org.jspecify.annotations.NullMarked;
