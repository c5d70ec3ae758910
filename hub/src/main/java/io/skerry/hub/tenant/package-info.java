/** Tenants: who owns applications. */
@ApplicationModule(allowedDependencies = {"api", "resource", "resource :: store"})
@NullMarked
package io.skerry.hub.tenant;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
