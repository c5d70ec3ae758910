/** The edge store: the watchable config center of a data center, where its roles meet. */
@NullMarked
package io.skerry.store;

import org.jspecify.annotations.NullMarked;
