/** The port to keys: who issues and signs certificates, wraps and unwraps; what is built in keeps its keys in files. */
@ApplicationModule(allowedDependencies = {"api"})
@NullMarked
package io.skerry.hub.keys;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
