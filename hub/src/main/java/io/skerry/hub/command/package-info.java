/** The outbox of one-time orders to data centers, and their answers. */
@ApplicationModule(allowedDependencies = {"api", "resource"})
@NullMarked
package io.skerry.hub.command;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
