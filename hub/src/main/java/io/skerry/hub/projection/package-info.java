/** What each data center must hold: resources in, site objects out, versions and sums that both ends can compare. */
@ApplicationModule(allowedDependencies = {"api", "resource", "resource :: store", "resource :: feed"})
@NullMarked
package io.skerry.hub.projection;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
