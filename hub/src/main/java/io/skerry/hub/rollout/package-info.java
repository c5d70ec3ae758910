/** Releases on their way: what each data center is to run, and how far it is. */
@NullMarked
package io.skerry.hub.rollout;

import org.jspecify.annotations.NullMarked;
