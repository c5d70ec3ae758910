/** What happened: told in the transaction that changes the state it is about, kept for a week, read in pages and as a stream. */
@ApplicationModule(
        allowedDependencies = {"api", "resource", "resource :: store", "resource :: web", "resource :: feed"})
@NullMarked
package io.skerry.hub.event;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
