/** Gives out what a process of a data center measures of itself: on loopback, to who has the token. */
@NullMarked
package io.skerry.measure;

import org.jspecify.annotations.NullMarked;
