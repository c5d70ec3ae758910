/** How much room files take. */
@NullMarked
package io.skerry.machine.disk;

import org.jspecify.annotations.NullMarked;
