/** Resources and what is seen of them, as rows; every act in one transaction. */
@NamedInterface("store")
@NullMarked
package io.skerry.hub.resource.store;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
