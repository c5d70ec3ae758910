/** The port to keys: who issues and signs certificates; the built-in authority keeps its key in a file. */
@ApplicationModule(allowedDependencies = {"api"})
@NullMarked
package io.skerry.hub.keys;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
