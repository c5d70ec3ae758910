/** Folders of components that outlive their instances. */
@NullMarked
package io.skerry.edge.runtime.process.volume;

import org.jspecify.annotations.NullMarked;
