/** Who may come in and what they may do: users, passwords, tokens, sessions, the one authorizer. */
@ApplicationModule(allowedDependencies = {"api", "resource", "resource :: store", "resource :: web"})
@NullMarked
package io.skerry.hub.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
