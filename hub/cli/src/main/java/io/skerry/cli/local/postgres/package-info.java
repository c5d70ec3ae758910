/** The hub's own PostgreSQL: unpacked once, initialised with passwords only, adopted if it survived. */
@NullMarked
package io.skerry.cli.local.postgres;

import org.jspecify.annotations.NullMarked;
