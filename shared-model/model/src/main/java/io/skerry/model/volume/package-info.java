/** What is ordered of volumes. */
@NullMarked
package io.skerry.model.volume;

import org.jspecify.annotations.NullMarked;
