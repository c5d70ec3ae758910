/** Ends a process at a named point of its code, as kill -9 would there: a Java agent that arms methods' entries and exits. */
@NullMarked
package io.skerry.testkit.crash;

import org.jspecify.annotations.NullMarked;
