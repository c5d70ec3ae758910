/** Real processes of packaged programs, started by hand: what signals do to them is what they do in production. */
@NullMarked
package io.skerry.testkit.lab;

import org.jspecify.annotations.NullMarked;
