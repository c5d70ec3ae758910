/** Makes a source runnable: one packer per language. */
@NullMarked
package io.skerry.build.pack;

import org.jspecify.annotations.NullMarked;
