/** Applications and components: what tenants want, changed in one act by {@code :apply} and {@code :deploy}. */
@ApplicationModule(
        allowedDependencies = {
            "api",
            "resource",
            "resource :: store",
            "resource :: web",
            "event",
            "operation",
            "projection",
            "command",
            "datacenter"
        })
@NullMarked
package io.skerry.hub.application;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
