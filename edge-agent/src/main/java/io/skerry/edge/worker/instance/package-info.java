/** One running copy of a component: what it is made from and what becomes of it. */
@NullMarked
package io.skerry.edge.worker.instance;

import org.jspecify.annotations.NullMarked;
