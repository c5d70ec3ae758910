/** Artifact stores: files by content. */
@NullMarked
package io.skerry.link.artifact;

import org.jspecify.annotations.NullMarked;
