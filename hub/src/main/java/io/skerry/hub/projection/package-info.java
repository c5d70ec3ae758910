/** What each data center must hold: resources in, site objects out, versions and sums that both ends can compare. */
@NullMarked
package io.skerry.hub.projection;

import org.jspecify.annotations.NullMarked;
