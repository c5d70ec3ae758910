/** Slugs and uploads by content: where they are kept at the hub, how they arrive in pieces. */
@NullMarked
package io.skerry.hub.artifact;

import org.jspecify.annotations.NullMarked;
