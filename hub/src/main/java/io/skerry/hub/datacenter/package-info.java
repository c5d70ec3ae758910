/** Data centers: how their agents enrol, who speaks for each, what each has received and reported. */
@ApplicationModule(
        allowedDependencies = {
            "api",
            "resource",
            "resource :: store",
            "resource :: web",
            "event",
            "keys",
            "setting",
            "projection",
            "command"
        })
@NullMarked
package io.skerry.hub.datacenter;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
