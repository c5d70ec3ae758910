/** Amounts that keep the text they were written with: sizes, CPU, durations. */
@NullMarked
package io.skerry.model.quantity;

import org.jspecify.annotations.NullMarked;
