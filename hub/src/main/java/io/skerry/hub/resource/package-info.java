/** The versioned, watchable store every feature keeps its resources in, and the one pipeline every act goes through. */
@ApplicationModule(allowedDependencies = {"api"})
@NullMarked
package io.skerry.hub.resource;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
