/** Turning what the user points at, a folder, an archive, a repository, into a source the hub can build. */
@NullMarked
package io.skerry.cli.source;

import org.jspecify.annotations.NullMarked;
