/** Slugs and uploads by content: where they are kept at the hub, how they arrive in pieces. */
@ApplicationModule(allowedDependencies = {"api", "resource", "resource :: store", "resource :: web"})
@NullMarked
package io.skerry.hub.artifact;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
