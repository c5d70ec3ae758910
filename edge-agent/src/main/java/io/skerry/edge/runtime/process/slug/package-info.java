/** Built slugs: whether they fit this machine, unpacked once, copied for each instance. */
@NullMarked
package io.skerry.edge.runtime.process.slug;

import org.jspecify.annotations.NullMarked;
