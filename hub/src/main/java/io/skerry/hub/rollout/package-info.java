/** Releases on their way: what each data center is to run, and how far it is. */
@ApplicationModule(
        allowedDependencies = {
            "api",
            "resource",
            "resource :: store",
            "resource :: web",
            "event",
            "operation",
            "projection",
            "application",
            "build",
            "run",
            "datacenter"
        })
@NullMarked
package io.skerry.hub.rollout;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
