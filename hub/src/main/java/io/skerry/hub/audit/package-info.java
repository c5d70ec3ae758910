/** Who did what: every act and every refusal, written in the act's own transaction. */
@ApplicationModule(allowedDependencies = {"api", "resource"})
@NullMarked
package io.skerry.hub.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
