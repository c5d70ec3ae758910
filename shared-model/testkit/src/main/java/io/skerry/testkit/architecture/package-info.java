/** The walls of the house as rules that any module's tests can hold their classes to. */
@NullMarked
package io.skerry.testkit.architecture;

import org.jspecify.annotations.NullMarked;
