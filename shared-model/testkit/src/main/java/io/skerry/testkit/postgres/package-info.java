/** A real PostgreSQL for tests: one server per JVM with a fresh database per call, or one of its own to be broken. */
@NullMarked
package io.skerry.testkit.postgres;

import org.jspecify.annotations.NullMarked;
