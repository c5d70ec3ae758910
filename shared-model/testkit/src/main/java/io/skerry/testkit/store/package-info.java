/** The edge store in tests: one in memory, and the contract that every implementation keeps. */
@NullMarked
package io.skerry.testkit.store;

import org.jspecify.annotations.NullMarked;
