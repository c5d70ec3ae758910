/** How a build says that it cannot go on: a cause with advice. */
@NullMarked
package io.skerry.build.failure;

import org.jspecify.annotations.NullMarked;
