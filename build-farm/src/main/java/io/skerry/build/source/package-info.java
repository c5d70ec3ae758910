/** Brings a source into a folder: archives and git, refused where they would leave it. */
@NullMarked
package io.skerry.build.source;

import org.jspecify.annotations.NullMarked;
