/** The hub's end of the link. */
@NullMarked
package io.skerry.hub.datacenter.link;

import org.jspecify.annotations.NullMarked;
