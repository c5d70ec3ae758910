/** Ordering builds at data centers and taking in what they bring. */
@ApplicationModule(
        allowedDependencies = {
            "api",
            "resource",
            "resource :: store",
            "resource :: web",
            "operation",
            "setting",
            "command",
            "datacenter"
        })
@NullMarked
package io.skerry.hub.build;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
