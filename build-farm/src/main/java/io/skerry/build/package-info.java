/** The builder role: turns a source into the slug that every data center runs. */
@NullMarked
package io.skerry.build;

import org.jspecify.annotations.NullMarked;
