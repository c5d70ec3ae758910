/** Where artifacts are kept, by content; the port that file and registry stores implement. */
@NullMarked
package io.skerry.model.artifact;

import org.jspecify.annotations.NullMarked;
