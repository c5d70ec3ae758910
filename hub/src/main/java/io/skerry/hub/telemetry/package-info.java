/** Logs of instances and builds, and what data centers measure, asked for where they are. */
@ApplicationModule(
        allowedDependencies = {
            "api",
            "resource",
            "resource :: store",
            "resource :: web",
            "application",
            "build",
            "datacenter"
        })
@NullMarked
package io.skerry.hub.telemetry;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
