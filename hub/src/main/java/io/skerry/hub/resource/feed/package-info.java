/** The change feed: revisions given by one leased sequencer, read by watches and by the projection. */
@NamedInterface("feed")
@NullMarked
package io.skerry.hub.resource.feed;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
