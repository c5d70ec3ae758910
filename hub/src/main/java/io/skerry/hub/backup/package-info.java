/** The hub's own backups: made while it runs, proven by reading them back, kept and taken away by rule; and restored while it is off. */
@ApplicationModule(allowedDependencies = {"api", "resource", "resource :: store", "resource :: web", "operation"})
@NullMarked
package io.skerry.hub.backup;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
