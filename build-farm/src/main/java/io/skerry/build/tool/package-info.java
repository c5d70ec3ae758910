/** The tool chains of this machine: which ones, in what versions, and the one that fits what a source asks for. */
@NullMarked
package io.skerry.build.tool;

import org.jspecify.annotations.NullMarked;
