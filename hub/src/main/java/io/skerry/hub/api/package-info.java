/** The API's edge: who asks, problem documents, strict JSON, paging, event streams, the served OpenAPI file. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.skerry.hub.api;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
