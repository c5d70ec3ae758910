/** Child processes of a build: own home, kept and masked output, an end for the whole tree. */
@NullMarked
package io.skerry.build.sandbox;

import org.jspecify.annotations.NullMarked;
