/** How a fault comes into a process before it starts. */
@NullMarked
package io.skerry.testkit.agent;

import org.jspecify.annotations.NullMarked;
