/** One-off commands in a component's environment: ordered once at one data center, followed to their end. */
@ApplicationModule(
        allowedDependencies = {
            "api",
            "resource",
            "resource :: store",
            "resource :: web",
            "operation",
            "projection",
            "command",
            "datacenter",
            "application"
        })
@NullMarked
package io.skerry.hub.run;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
