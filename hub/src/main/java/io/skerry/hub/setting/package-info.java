/** Settings of the platform: what they hold is wrapped, given to data centers that have a build to do, and never read back. */
@ApplicationModule(allowedDependencies = {"api", "resource", "resource :: store", "keys"})
@NullMarked
package io.skerry.hub.setting;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
