/** Git servers say that somebody pushed: signed calls that deploy a component anew, and the log of them. */
@ApplicationModule(
        allowedDependencies = {"api", "resource", "resource :: store", "resource :: web", "keys", "application"})
@NullMarked
package io.skerry.hub.webhook;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
