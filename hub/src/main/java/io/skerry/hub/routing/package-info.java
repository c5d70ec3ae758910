/** Routes of tenants: who owns which host, what each gateway is told. */
@ApplicationModule(allowedDependencies = {"api", "resource", "resource :: store", "application"})
@NullMarked
package io.skerry.hub.routing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
