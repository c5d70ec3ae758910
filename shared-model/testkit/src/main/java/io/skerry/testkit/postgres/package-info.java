/** A real PostgreSQL for tests: one server per JVM, a fresh database per call. */
@NullMarked
package io.skerry.testkit.postgres;

import org.jspecify.annotations.NullMarked;
