/** Volumes of tenants, wherever they lie: what is told of them, and their end. */
@ApplicationModule(
        allowedDependencies = {
            "api",
            "resource",
            "resource :: store",
            "resource :: web",
            "operation",
            "command",
            "datacenter",
            "tenant"
        })
@NullMarked
package io.skerry.hub.volume;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
