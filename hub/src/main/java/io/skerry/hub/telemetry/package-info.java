/** Logs of instances and builds, streamed from their data centers. */
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
