/** Dependencies of earlier builds, kept by what they were made from. */
@NullMarked
package io.skerry.build.cache;

import org.jspecify.annotations.NullMarked;
