/** What happened, as people read it: a closed set of types, each with its severity. */
@NullMarked
package io.skerry.model.event;

import org.jspecify.annotations.NullMarked;
