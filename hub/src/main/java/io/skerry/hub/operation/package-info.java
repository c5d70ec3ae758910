/** Long actions: kept, leased by the hub that drives them, ended explicitly, never inferred. */
@ApplicationModule(allowedDependencies = {"api", "resource", "resource :: store", "resource :: web", "event"})
@NullMarked
package io.skerry.hub.operation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
